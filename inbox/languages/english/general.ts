/** What is said everywhere: the page, the account, keys, connection, problems, times. */
export const general = {
  language: "en",
  product: "Parley",
  inbox: "Inbox",
  title: (unread: number) => (unread === 0 ? "Inbox" : `(${unread}) Inbox`),

  account: {
    menu: (name: string) => `Account of ${name}`,
    sound: "Sound",
    on: "On",
    off: "Off",
    logOut: "Log out",
  },

  keys: {
    title: "Keyboard shortcuts",
    close: "Close the keyboard shortcuts",
    list: [
      ["J", "Next conversation"],
      ["K", "Conversation before"],
      ["Enter", "Open it and write"],
      ["Esc", "From writing back to the list"],
      ["E", "Close the conversation, or open it again"],
      ["A", "Assign it to me"],
      ["U", "Mark it as unread, or as read"],
      ["R", "Write an answer"],
      ["N", "Write a note for the team"],
      ["/", "Search; while writing: canned answers"],
      ["?", "Show this"],
    ],
    areOn: "Single keys work where nothing is being written",
  },

  connection: {
    connecting: "Connecting…",
    reconnecting: "Reconnecting…",
    tryNow: "Try now",
  },

  problem: {
    text: "That did not work. Try again in a moment.",
    said: (message: string) => `That did not work: ${message}`,
    dismiss: "Dismiss",
  },

  time: {
    now: "now",
    justNow: "just now",
    today: "Today",
    yesterday: "Yesterday",
  },
};
