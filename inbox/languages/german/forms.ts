/** What forms and dialogs say everywhere. */
import type { Labels } from "../labels.ts";

export const forms: Pick<Labels, "forms"> = {
  forms: {
    save: "Speichern",
    saved: "Gespeichert",
    cancel: "Abbrechen",
    close: "Schließen",
    copy: "Kopieren",
    copied: "Kopiert",
    needed: "Füllen Sie dieses Feld aus.",
    noEmail: "Das ist keine E-Mail-Adresse.",
    noUrl: "Das ist keine Webadresse.",
    tooShort: (characters) => `Nehmen Sie mindestens ${characters} Zeichen.`,
    tooMany: (seconds) =>
      seconds > 1
        ? `Zu viele Versuche. Versuchen Sie es in ${seconds} Sekunden wieder.`
        : "Zu viele Versuche. Versuchen Sie es gleich noch einmal.",
    unreachable: "Der Server ist nicht erreichbar. Versuchen Sie es gleich noch einmal.",
    failed: "Das hat nicht geklappt. Versuchen Sie es gleich noch einmal.",
  },
};
