/** Files that go out with an answer. */
export const attach = {
  attach: {
    choose: "Attach files",
    attached: "Attached files",
    remove: (name: string) => `Remove ${name}`,
    tooLarge: "A file can be 10 MB at most. What is larger is not sent.",
    tooMany: "20 files at most go out with one answer.",
    drop: "Drop the files to attach them",
  },
};
