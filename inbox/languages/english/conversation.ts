/** What is done with a conversation, and its details. */
export const conversation = {
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
};
