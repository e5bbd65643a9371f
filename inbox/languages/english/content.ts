/** What messages show besides text. */
export const content = {
  content: {
    image: "Photo",
    video: "Video",
    audio: "Audio",
    file: "File",
    card: "Card",
    carousel: (cards: number) => (cards === 1 ? "1 card" : `${cards} cards`),
    /** A kind and a name: `Photo: parcel.png`. */
    named: (kind: string, name: string) => `${kind}: ${name}`,
    view: (name: string) => `View ${name}`,
    openAlone: "Open in a new tab",
    save: "Download",
    download: (name: string) => `Download ${name}`,
    choices: "The visitor can choose",
    chosen: "Chosen",
    answerTo: (question: string) => `Answer to “${question}”`,
    answer: "Chosen answer",
  },
};
