/** What the team does together in a conversation: notes, marks, and who else looks. */
import type { Labels } from "../labels.ts";

export const together: Pick<Labels, "notes" | "marks" | "viewers"> = {
  notes: {
    switch: "Was Sie schreiben",
    reply: "Antwort",
    note: "Notiz",
    name: "Notiz",
    placeholder: "Notiz für Ihr Team schreiben …",
    hint: "Nur Ihr Team sieht das",
    add: "Notiz hinzufügen",
    head: "Notiz · nur Ihr Team sieht das",
    remove: "Entfernen",
    removeOf: (time) => `Notiz von ${time} entfernen`,
    removeTitle: "Diese Notiz entfernen?",
    removeText: "Sie verschwindet für alle in Ihrem Team.",
    removeNow: "Notiz entfernen",
  },

  marks: {
    more: "Mehr",
    unread: "Als ungelesen markieren",
    read: "Als gelesen markieren",
    isUnread: "Als ungelesen markiert.",
  },

  viewers: {
    one: (name) => `${name} sieht sich das auch an`,
    many: (names) => `${names} sehen sich das auch an`,
    andMore: (count) => `${count} weitere`,
  },
};
