/** Canned answers: in the composer, and the settings' page of them. */
import type { Labels } from "../labels.ts";

export const canned: Pick<Labels, "canned"> = {
  canned: {
    title: "Textbausteine",
    lead: "Was Ihr Team oft schreibt. Im Eingabefeld holen ein Schrägstrich und ein Kürzel es hervor.",
    tool: "Textbausteine (mit /)",
    found: (count) =>
      count === 1
        ? "1 Textbaustein. Enter übernimmt ihn."
        : `${count} Textbausteine. Die Pfeiltasten wählen, Enter übernimmt einen.`,
    keys: "↑ ↓ wählt, Enter übernimmt",
    manage: "Verwalten",
    loading: "Wird geladen …",
    failed: "Die Textbausteine konnten nicht geladen werden.",
    none: "Noch keine Textbausteine",
    noneText:
      "Halten Sie fest, was Sie immer wieder schreiben, und tippen Sie es mit ein paar Zeichen.",
    list: "Alle Textbausteine",
    listText: "Alle in Ihrem Team können sie verwenden und ändern.",
    create: "Neuer Textbaustein",
    newTitle: "Neuer Textbaustein",
    editTitle: "Textbaustein ändern",
    shortcut: "Kürzel",
    shortcutHint: "Buchstaben, Ziffern und Bindestriche, etwa lieferzeit.",
    text: "Text",
    textHint: "{{visitor}} wird zum Namen des Besuchers, {{me}} zu Ihrem Vornamen.",
    taken: "Ein anderer Textbaustein hat dieses Kürzel.",
    badShortcut: "Ein Kürzel besteht aus Buchstaben, Ziffern und Bindestrichen, ohne Leerzeichen.",
    tooMany: "Es gibt schon 300 Textbausteine: Entfernen Sie zuerst einen.",
    saved: (shortcut) => `/${shortcut} ist gespeichert.`,
    edit: "Ändern",
    editOne: (shortcut) => `/${shortcut} ändern`,
    remove: "Entfernen",
    removeOne: (shortcut) => `/${shortcut} entfernen`,
    removeTitle: (shortcut) => `/${shortcut} entfernen?`,
    removeText: "Er verschwindet für alle in Ihrem Team. Was damit gesendet wurde, bleibt.",
    removeNow: "Textbaustein entfernen",
    removed: (shortcut) => `/${shortcut} ist entfernt.`,
  },
};
