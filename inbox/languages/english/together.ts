/** What the team does together in a conversation: notes, marks, and who else looks. */
export const together = {
  notes: {
    switch: "What to write",
    reply: "Reply",
    note: "Note",
    name: "Note",
    placeholder: "Write a note for your team…",
    hint: "Only your team sees this",
    add: "Add note",
    head: "Note · only your team sees this",
    remove: "Remove",
    removeOf: (time: string) => `Remove the note of ${time}`,
    removeTitle: "Remove this note?",
    removeText: "It is taken away for everybody in your team.",
    removeNow: "Remove the note",
  },

  marks: {
    more: "More",
    unread: "Mark as unread",
    read: "Mark as read",
    isUnread: "Marked as unread.",
  },

  viewers: {
    one: (name: string) => `${name} is looking at this too`,
    many: (names: string) => `${names} are looking at this too`,
    andMore: (count: number) => `${count} more`,
  },
};
