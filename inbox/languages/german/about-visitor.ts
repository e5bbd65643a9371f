/** What is known of a visitor: contact, details, the pages they have opened. */
import type { Labels } from "../labels.ts";

export const aboutVisitor: Pick<Labels, "contact" | "facts" | "visits"> = {
  contact: {
    email: "E-Mail",
    phone: "Telefon",
    userId: "Kundennummer",
    verified: "Bestätigt",
    verifiedText: "Die Website hat unterschrieben, wer das ist.",
    add: (name) => `Hinzufügen: ${name}`,
    addShort: "Hinzufügen",
    change: (name) => `Ändern: ${name}`,
  },

  facts: {
    add: "Angabe hinzufügen",
    key: "Name",
    keyHint: "Zum Beispiel tarif oder bestellung.nummer",
    keyProblem:
      "Namen haben keine Leer- und Anführungszeichen. Punkte teilen sie: bestellung.nummer",
    value: "Wert",
    valueProblem: "Tragen Sie einen Wert ein, oder entfernen Sie die Angabe.",
    remove: "Entfernen",
    save: "Speichern",
    cancel: "Abbrechen",
  },

  visits: {
    heading: "Besuchte Seiten",
    none: "Noch ist keine Seite bekannt.",
    now: "Gerade geöffnet",
    failed: "Die Seiten konnten nicht geladen werden.",
    more: (count) => (count === 1 ? "1 weitere zeigen" : `${count} weitere zeigen`),
  },
};
