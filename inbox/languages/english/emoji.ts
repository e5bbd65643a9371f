/** The composer's emoji. What each is called stands with it. */
export const emoji = {
  emoji: {
    open: "Emoji",
    title: "Emoji",
    search: "Search emoji",
    recent: "Used last",
    found: "Found",
    none: "No emoji found",
    groups: {
      faces: "Faces",
      people: "People and hands",
      signs: "Hearts and signs",
      nature: "Animals and nature",
      food: "Food and drink",
      places: "Places and travel",
      objects: "Things",
    },
  },
};
