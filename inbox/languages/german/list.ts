/** The list of conversations, and what stands there without any. */
import type { Labels } from "../labels.ts";

export const list: Pick<Labels, "list" | "empty"> = {
  list: {
    name: "Gespräche",
    loading: "Gespräche werden geladen …",
    news: "Neue Nachrichten",
    loadingMore: "Weitere werden geladen …",
    failed: "Die Gespräche konnten nicht geladen werden.",
    tryAgain: "Erneut versuchen",
    unread: (count) => `${count.toLocaleString("de")} ungelesen`,
    own: (text) => `Sie: ${text}`,
    draft: "Entwurf",
    typing: "schreibt …",
    tabs: "Anzeigen",
    tab: { open: "Offen", mine: "Meine", closed: "Geschlossen", all: "Alle" },
    search: "Gespräche durchsuchen",
    clear: "Suche leeren",
    found: (count) => `${count.toLocaleString("de")} gefunden`,
    nothing: {
      open: "Nichts ist offen",
      mine: "Ihnen ist nichts zugewiesen",
      closed: "Noch ist nichts geschlossen",
      all: "Keine Gespräche",
    },
    nothingText: {
      open: "Alle Gespräche sind geschlossen. Neue erscheinen hier von selbst.",
      mine: "Offene Gespräche, die Ihnen zugewiesen sind, erscheinen hier.",
      closed: "Ein geschlossenes Gespräch bleibt hier, bis der Besucher wieder schreibt.",
      all: "Neue erscheinen hier von selbst.",
    },
    notFound: "Nichts gefunden",
    notFoundText: "Suchen Sie nach Wörtern aus den Nachrichten oder dem Namen eines Besuchers.",
  },

  empty: {
    heading: "Noch keine Gespräche",
    text: "Fügen Sie dies vor </body> in Ihre Seite ein. Die erste Nachricht erscheint hier, sobald sie abgeschickt ist.",
    snippet: "Snippet",
    copy: "Snippet kopieren",
    copied: "Kopiert",
    example: "Auf der Beispielseite ausprobieren",
    channelsFailed: "Die Kanäle konnten nicht geladen werden.",
    noChannel: "Noch ist kein Kanal verbunden",
    noChannelText:
      "Über einen Kanal schreiben Besucher. Starten Sie den Server mit --seed-channel, oder rufen Sie /channels.connect auf.",
    pick: "Wählen Sie ein Gespräch",
    pickText: "Wählen Sie links eines aus, um es zu lesen und zu beantworten.",
  },
};
