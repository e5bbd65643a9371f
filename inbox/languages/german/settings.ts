/** The settings' frame. Each of their pages has a table of its own. */
import type { Labels } from "../labels.ts";

export const settings: Pick<Labels, "settings"> = {
  settings: {
    name: "Einstellungen",
    back: "Zurück zum Posteingang",
  },
};
