/** What is said everywhere: the page, the account, keys, connection, problems, times. */
import type { Labels } from "../labels.ts";

export const general: Pick<
  Labels,
  | "language"
  | "product"
  | "inbox"
  | "title"
  | "account"
  | "keys"
  | "connection"
  | "problem"
  | "time"
> = {
  language: "de",
  product: "Parley",
  inbox: "Posteingang",
  title: (unread) => (unread === 0 ? "Posteingang" : `(${unread}) Posteingang`),

  account: {
    menu: (name) => `Konto von ${name}`,
    sound: "Ton",
    on: "Ein",
    off: "Aus",
    logOut: "Abmelden",
  },

  keys: {
    title: "Tastenkürzel",
    close: "Tastenkürzel schließen",
    list: [
      ["J", "Nächstes Gespräch"],
      ["K", "Voriges Gespräch"],
      ["Enter", "Öffnen und schreiben"],
      ["Esc", "Vom Schreiben zurück zur Liste"],
      ["E", "Gespräch schließen oder wieder öffnen"],
      ["A", "Mir zuweisen"],
      ["U", "Als ungelesen oder als gelesen markieren"],
      ["R", "Antwort schreiben"],
      ["N", "Notiz für das Team schreiben"],
      ["/", "Suchen; beim Schreiben: Textbausteine"],
      ["?", "Diese Übersicht"],
    ],
    areOn: "Einzelne Tasten gelten, solange nirgends geschrieben wird",
  },

  connection: {
    connecting: "Verbindung wird aufgebaut …",
    reconnecting: "Verbindung wird wiederhergestellt …",
    tryNow: "Jetzt versuchen",
  },

  problem: {
    text: "Das hat nicht geklappt. Versuchen Sie es gleich noch einmal.",
    said: (message) => `Das hat nicht geklappt: ${message}`,
    dismiss: "Ausblenden",
  },

  time: {
    now: "jetzt",
    justNow: "gerade eben",
    today: "Heute",
    yesterday: "Gestern",
  },
};
