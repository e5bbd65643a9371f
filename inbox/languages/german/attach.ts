/** Files that go out with an answer. */
import type { Labels } from "../labels.ts";

export const attach: Pick<Labels, "attach"> = {
  attach: {
    choose: "Dateien anhängen",
    attached: "Angehängte Dateien",
    remove: (name) => `${name} entfernen`,
    tooLarge: "Eine Datei darf höchstens 10 MB groß sein. Größere werden nicht gesendet.",
    tooMany: "Mit einer Antwort gehen höchstens 20 Dateien hinaus.",
    drop: "Dateien hier ablegen, um sie anzuhängen",
  },
};
