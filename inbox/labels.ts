/** Everything the inbox says, in one table: another language is another table of this shape. */
export const labels = {
  language: "en",
  product: "Parley",
  inbox: "Inbox",
  title: (unread: number) => (unread === 0 ? "Inbox" : `(${unread}) Inbox`),

  signIn: {
    welcome: "Welcome to Parley",
    welcomeText: "Create your account to answer the visitors of your site.",
    heading: "Log in",
    text: "Answer the visitors of your site.",
    ended: "Your session has ended. Log in to go on; what you were typing is still here.",
    firstName: "First name",
    lastName: "Last name",
    email: "E-mail",
    password: "Password",
    passwordHint: "6 characters at least",
    create: "Create account",
    creating: "Creating…",
    logIn: "Log in",
    loggingIn: "Logging in…",
    firstTime: "First time here? Open the setup link that the server printed when it started.",
    haveAccount: "I have an account",
    wrongPassword: "The e-mail address or the password is wrong.",
    emailTaken: "There is an account with this address already.",
    setupRefused:
      "This setup link is not valid any more. Start the server again to get a new one, or log in if you have an account.",
    tooMany: (seconds: number) =>
      seconds > 1
        ? `Too many attempts. Try again in ${seconds} seconds.`
        : "Too many attempts. Try again in a moment.",
    unreachable: "The server cannot be reached. Try again in a moment.",
    failed: "That did not work. Try again in a moment.",
  },

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
      ["/", "Search"],
      ["?", "Show this"],
    ],
    areOn: "Single keys work where nothing is being written",
  },

  connection: {
    connecting: "Connecting…",
    reconnecting: "Reconnecting…",
    tryNow: "Try now",
  },

  list: {
    name: "Conversations",
    loading: "Loading conversations…",
    loadingMore: "Loading more…",
    failed: "The conversations could not be loaded.",
    tryAgain: "Try again",
    unread: (count: number) => `${count} unread`,
    own: (text: string) => `You: ${text}`,
    draft: "Draft",
    typing: "typing…",
    tabs: "Show",
    tab: { open: "Open", mine: "Mine", closed: "Closed", all: "All" },
    search: "Search conversations",
    clear: "Clear the search",
    found: (count: number) => (count === 1 ? "1 found" : `${count} found`),
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

  thread: {
    name: (visitor: string) => `Conversation with ${visitor}`,
    unknownVisitor: "Conversation",
    messages: "Messages",
    back: "Back to the conversations",
    loading: "Loading messages…",
    loadingOlder: "Loading older messages…",
    olderFailed: "Older messages could not be loaded.",
    failed: "The messages could not be loaded.",
    tryAgain: "Try again",
    missing: "This conversation does not exist",
    missingText: "It may have been on another server.",
    newest: "Newest messages",
    you: "You",
    sending: "Sending…",
    waiting: "Waiting to be sent…",
    notSent: "Not sent",
    retry: "Retry",
    discard: "Discard",
    tooLarge: "The message is too long.",
    seen: (time: string) => `Seen ${time}`,
  },

  presence: {
    online: "On the page now",
    on: (page: string) => `On ${page}`,
    typing: (visitor: string) => `${visitor} is typing…`,
    colleague: (name: string) => `${name} is writing an answer…`,
    colleagues: (count: number) => `${count} others are writing an answer…`,
  },

  state: {
    close: "Close",
    reopen: "Open again",
    OPEN: "Open",
    CLOSED: "Closed",
  },

  assign: {
    menu: "Assigned to",
    nobody: "Nobody",
    me: (name: string) => `${name} (you)`,
    to: (name: string) => `Assigned to ${name}`,
    unassigned: "Assigned to nobody",
    loading: "Loading your team…",
    failed: "Your team could not be loaded.",
  },

  tags: {
    menu: "Tags",
    on: (names: readonly string[]) =>
      names.length === 0 ? "Tags: none" : `Tags: ${names.join(", ")}`,
    none: "No tags yet. Make the first one below.",
    noneHere: "None",
    remove: (name: string) => `Remove the tag ${name}`,
    make: "New tag",
    name: "Name of the new tag",
    color: "Colour",
    colors: {
      "tag-red": "Red",
      "tag-blue": "Blue",
      "tag-green": "Green",
      "tag-purple": "Purple",
    },
    add: "Make the tag",
  },

  details: {
    name: "Details",
    toggle: "Details",
    close: "Close the details",
    rename: "Change the name",
    displayName: "Name",
    save: "Save",
    cancel: "Cancel",
    offline: "Not on the page now",
    channel: "Channel",
    firstSeen: "First message",
    state: "State",
    metadata: "More about them",
    noMetadata: "Nothing else is known yet.",
    yes: "Yes",
    no: "No",
  },

  problem: {
    text: "That did not work. Try again in a moment.",
    said: (message: string) => `That did not work: ${message}`,
    dismiss: "Dismiss",
  },

  composer: {
    name: "Reply",
    placeholder: (visitor: string) => `Reply to ${visitor}…`,
    send: "Send",
    hint: "Enter to send, Shift+Enter for a new line",
  },

  content: {
    image: "Image",
    video: "Video",
    audio: "Audio",
    file: "File",
    card: "Card",
  },

  time: {
    now: "now",
    today: "Today",
    yesterday: "Yesterday",
  },
} as const;
