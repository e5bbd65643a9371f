/** The settings' frame. Each of their pages has a table of its own. */
export const settings = {
  settings: {
    name: "Settings",
    back: "Back to the inbox",
  },
};
