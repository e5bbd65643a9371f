/** The settings' page of the channels. */
export const channels = {
  channels: {
    title: "Channels",
    lead: "A channel is a place that visitors write from: a site with your chat on it.",
  },
};
