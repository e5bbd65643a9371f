/** What forms and dialogs say everywhere. */
export const forms = {
  forms: {
    save: "Save",
    saved: "Saved",
    cancel: "Cancel",
    close: "Close",
    copy: "Copy",
    copied: "Copied",
    needed: "Fill this in.",
    noEmail: "This is not an e-mail address.",
    noUrl: "This is not a web address.",
    tooShort: (characters: number) => `Use ${characters} characters at least.`,
    tooMany: (seconds: number) =>
      seconds > 1
        ? `Too many attempts. Try again in ${seconds} seconds.`
        : "Too many attempts. Try again in a moment.",
    unreachable: "The server cannot be reached. Try again in a moment.",
    failed: "That did not work. Try again in a moment.",
  },
};
