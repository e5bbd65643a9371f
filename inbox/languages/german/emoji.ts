/** The composer's emoji. What each is called stands with it. */
import type { Labels } from "../labels.ts";

export const emoji: Pick<Labels, "emoji"> = {
  emoji: {
    open: "Emoji",
    title: "Emoji",
    search: "Emoji suchen",
    recent: "Zuletzt verwendet",
    found: "Gefunden",
    none: "Kein Emoji gefunden",
    groups: {
      faces: "Gesichter",
      people: "Menschen und Hände",
      signs: "Herzen und Zeichen",
      nature: "Tiere und Natur",
      food: "Essen und Trinken",
      places: "Orte und Reisen",
      objects: "Dinge",
    },
  },
};
