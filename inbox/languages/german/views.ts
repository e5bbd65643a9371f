/** Saved views of the list, and the syntax of its filters. */
import type { Labels } from "../labels.ts";

export const views: Pick<Labels, "views" | "filters"> = {
  views: {
    menu: "Ansichten",
    shown: (name) => `Ansichten: ${name}`,
    saveSearch: "Als Ansicht speichern",
    loading: "Ansichten werden geladen …",
    failed: "Die Ansichten konnten nicht geladen werden.",
    none: "Eine Ansicht zeigt unter einem Namen, was eine Suche oder ein Filter findet.",
    shared: "Team",
    create: "Neue Ansicht des Gezeigten",
    change: "Diese Ansicht ändern",
    name: "Name",
    filter: "Filter",
    everything: "Alles",
    share: "Mit dem Team teilen",
    save: "Ansicht speichern",
    remove: "Entfernen",
    removeNow: "Diese Ansicht entfernen?",
    missing: "Diese Ansicht ist nicht da",
    missingText: "Sie wurde entfernt oder gehört jemand anderem allein.",
    nothing: "Nichts in dieser Ansicht",
    nothingText: "Was ihr Filter findet, erscheint hier von selbst.",
    count: (count) => (count === 1 ? "1 Gespräch" : `${count.toLocaleString("de")} Gespräche`),
  },

  filters: {
    help: "So wird gesucht",
    badFilter: "Dieser Filter ist so nicht zu lesen",
    words:
      "Wörter werden in den Nachrichten und in den Namen der Besucher gesucht. Mehr sagen Felder:",
    more: "Verbinden Sie sie mit AND, OR, NOT und Klammern; Anführungszeichen halten Wörter zusammen, * ist beliebiger Text.",
    fields: [
      ["tag:vip", "hat dieses Schlagwort"],
      ["state:closed", "ist geschlossen, oder open: offen"],
      ["assignee_id:me", "ist Ihnen zugewiesen; none: niemandem"],
      ["unread_message_count:>0", "hat Ungelesenes"],
      ["display_name:*schmidt", "der Name des Besuchers"],
      ["last_message_at:>2026-01-31", "wann zuletzt geschrieben wurde"],
      ["created_at:2026-01-31", "wann es begann"],
      ["metadata.plan:pro", "was über den Besucher bekannt ist"],
      ['"nebeneinander stehend"', "Wörter, die genau so stehen"],
    ],
  },
};
