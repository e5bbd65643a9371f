/** Notifications of the system. */
import type { Labels } from "../labels.ts";

export const alerts: Pick<Labels, "alerts"> = {
  alerts: {
    name: "Benachrichtigungen",
    offer: "Möchten Sie von neuen Nachrichten erfahren, während Sie woanders sind?",
    accept: "Benachrichtigungen einschalten",
    decline: "Jetzt nicht",
    blocked:
      "Ihr Browser blockiert sie für diese Seite. Erlauben Sie Benachrichtigungen in den Einstellungen der Website, neben der Adresse.",
    unavailable:
      "Dieser Browser zeigt für diese Seite keine an. Nötig sind https und ein Browser am Schreibtisch.",
    many: "Weitere neue Nachrichten",
    manyText: "Mehrere Besucher warten auf eine Antwort.",
  },
};
