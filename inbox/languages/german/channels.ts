/** The settings' page of the channels. */
import type { Labels } from "../labels.ts";

export const channels: Pick<Labels, "channels"> = {
  channels: {
    title: "Kanäle",
    lead: "Über einen Kanal schreiben Besucher: eine Seite, auf der Ihr Chat steht.",
  },
};
