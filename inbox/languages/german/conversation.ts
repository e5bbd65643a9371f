/** What is done with a conversation, and its details. */
import type { Labels } from "../labels.ts";

export const conversation: Pick<Labels, "state" | "assign" | "tags" | "details"> = {
  state: {
    close: "Schließen",
    reopen: "Wieder öffnen",
    OPEN: "Offen",
    CLOSED: "Geschlossen",
  },

  assign: {
    menu: "Zugewiesen",
    nobody: "Niemand",
    me: (name) => `${name} (Sie)`,
    to: (name) => `${name} zugewiesen`,
    unassigned: "Niemandem zugewiesen",
    loading: "Ihr Team wird geladen …",
    failed: "Ihr Team konnte nicht geladen werden.",
  },

  tags: {
    menu: "Schlagwörter",
    on: (names) =>
      names.length === 0 ? "Schlagwörter: keine" : `Schlagwörter: ${names.join(", ")}`,
    none: "Noch keine Schlagwörter. Legen Sie unten das erste an.",
    noneHere: "Keine",
    remove: (name) => `Schlagwort ${name} entfernen`,
    make: "Neues Schlagwort",
    name: "Name des neuen Schlagworts",
    color: "Farbe",
    colors: {
      "tag-red": "Rot",
      "tag-blue": "Blau",
      "tag-green": "Grün",
      "tag-purple": "Violett",
    },
    add: "Schlagwort anlegen",
  },

  details: {
    name: "Details",
    toggle: "Details",
    close: "Details schließen",
    rename: "Namen ändern",
    displayName: "Name",
    save: "Speichern",
    cancel: "Abbrechen",
    offline: "Gerade nicht auf der Seite",
    channel: "Kanal",
    firstSeen: "Erste Nachricht",
    state: "Zustand",
    metadata: "Mehr über die Person",
    noMetadata: "Mehr ist noch nicht bekannt.",
    yes: "Ja",
    no: "Nein",
  },
};
