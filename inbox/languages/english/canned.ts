/** Canned answers: in the composer, and the settings' page of them. */
export const canned = {
  canned: {
    title: "Canned answers",
    lead: "What your team writes often. In the composer a slash and a shortcut bring it up.",
    tool: "Canned answers (type /)",
    found: (count: number) =>
      count === 1
        ? "1 canned answer. Enter takes it."
        : `${count} canned answers. The arrow keys choose, Enter takes one.`,
    keys: "↑ ↓ to choose, Enter to take it",
    manage: "Manage",
    loading: "Loading…",
    failed: "The canned answers could not be loaded.",
    none: "No canned answers yet",
    noneText: "Write down what you say again and again, and type it with a few letters.",
    list: "All canned answers",
    listText: "Everybody in your team can use and change them.",
    create: "New answer",
    newTitle: "New canned answer",
    editTitle: "Change the canned answer",
    shortcut: "Shortcut",
    shortcutHint: "Letters, digits and hyphens, such as delivery-time.",
    text: "Answer",
    textHint: "{{visitor}} becomes the visitor's name, {{me}} your first name.",
    taken: "Another answer has this shortcut.",
    badShortcut: "A shortcut has letters, digits and hyphens, and no spaces.",
    tooMany: "There are 300 canned answers already: remove one first.",
    saved: (shortcut: string) => `/${shortcut} is saved.`,
    edit: "Change",
    editOne: (shortcut: string) => `Change /${shortcut}`,
    remove: "Remove",
    removeOne: (shortcut: string) => `Remove /${shortcut}`,
    removeTitle: (shortcut: string) => `Remove /${shortcut}?`,
    removeText: "It is gone for everybody in your team. What was sent with it stays.",
    removeNow: "Remove the answer",
    removed: (shortcut: string) => `/${shortcut} is removed.`,
  },
};
