/** The thread, its composer, and who is here. */
import type { Labels } from "../labels.ts";

export const thread: Pick<Labels, "thread" | "presence" | "composer"> = {
  thread: {
    name: (visitor) => `Gespräch mit ${visitor}`,
    unknownVisitor: "Gespräch",
    messages: "Nachrichten",
    back: "Zurück zu den Gesprächen",
    loading: "Nachrichten werden geladen …",
    loadingOlder: "Ältere Nachrichten werden geladen …",
    olderFailed: "Ältere Nachrichten konnten nicht geladen werden.",
    failed: "Die Nachrichten konnten nicht geladen werden.",
    tryAgain: "Erneut versuchen",
    missing: "Dieses Gespräch gibt es nicht",
    missingText: "Vielleicht war es auf einem anderen Server.",
    newest: "Neueste Nachrichten",
    you: "Sie",
    sending: "Wird gesendet …",
    waiting: "Wartet auf das Senden …",
    notSent: "Nicht gesendet",
    retry: "Erneut senden",
    discard: "Verwerfen",
    cancel: "Abbrechen",
    uploading: (name) => `${name} wird gesendet`,
    percent: (percent) => `${percent} %`,
    uploadLost:
      "Nicht gesendet: Die Seite wurde währenddessen geschlossen. Hängen Sie die Datei noch einmal an.",
    fileTooLarge: "Dateien dürfen höchstens 10 MB groß sein.",
    tooLarge: "Die Nachricht ist zu lang.",
    seen: (time) => `Gelesen ${time}`,
  },

  presence: {
    online: "Gerade auf der Seite",
    on: (page) => `Auf ${page}`,
    typing: (visitor) => `${visitor} schreibt …`,
    colleague: (name) => `${name} schreibt eine Antwort …`,
    colleagues: (count) => `${count} andere schreiben eine Antwort …`,
  },

  composer: {
    name: "Antwort",
    placeholder: (visitor) => `${visitor} antworten …`,
    send: "Senden",
    hint: "Enter sendet, Umschalt+Enter beginnt eine neue Zeile",
  },
};
