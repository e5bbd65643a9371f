/** The list of conversations, and what stands there without any. */
export const list = {
  list: {
    name: "Conversations",
    loading: "Loading conversations…",
    news: "New messages",
    loadingMore: "Loading more…",
    failed: "The conversations could not be loaded.",
    tryAgain: "Try again",
    unread: (count: number) => `${count.toLocaleString("en")} unread`,
    own: (text: string) => `You: ${text}`,
    draft: "Draft",
    typing: "typing…",
    tabs: "Show",
    tab: { open: "Open", mine: "Mine", closed: "Closed", all: "All" },
    search: "Search conversations",
    clear: "Clear the search",
    found: (count: number) => (count === 1 ? "1 found" : `${count.toLocaleString("en")} found`),
    nothing: {
      open: "Nothing is open",
      mine: "Nothing is assigned to you",
      closed: "Nothing is closed yet",
      all: "No conversations",
    },
    nothingText: {
      open: "Every conversation is closed. New ones appear here by themselves.",
      mine: "Open conversations that are assigned to you appear here.",
      closed: "A conversation that is closed stays here until the visitor writes again.",
      all: "New ones appear here by themselves.",
    },
    notFound: "Nothing found",
    notFoundText: "Search for words of the messages, or for a visitor's name.",
  },

  empty: {
    heading: "No conversations yet",
    text: "Paste this before </body> on your site. The first message appears here the moment it is sent.",
    snippet: "Snippet",
    copy: "Copy snippet",
    copied: "Copied",
    example: "Try it on the example page",
    channelsFailed: "The channels could not be loaded.",
    noChannel: "No channel is connected yet",
    noChannelText:
      "A channel is where visitors write from. Start the server with --seed-channel, or call /channels.connect.",
    pick: "Pick a conversation",
    pickText: "Choose one on the list to read and answer it.",
  },
};
