/** The thread, its composer, and who is here. */
export const thread = {
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
};
