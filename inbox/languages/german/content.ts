/** What messages show besides text. */
import type { Labels } from "../labels.ts";

export const content: Pick<Labels, "content"> = {
  content: {
    image: "Foto",
    video: "Video",
    audio: "Audio",
    file: "Datei",
    card: "Karte",
    carousel: (cards) => (cards === 1 ? "1 Karte" : `${cards} Karten`),
    named: (kind, name) => `${kind}: ${name}`,
    view: (name) => `${name} ansehen`,
    openAlone: "In neuem Tab öffnen",
    save: "Herunterladen",
    download: (name) => `${name} herunterladen`,
    choices: "Zur Auswahl steht",
    chosen: "Ausgewählt",
    answerTo: (question) => `Antwort auf „${question}“`,
    answer: "Ausgewählte Antwort",
  },
};
