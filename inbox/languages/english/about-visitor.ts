/** What is known of a visitor: contact, details, the pages they have opened. */
export const aboutVisitor = {
  contact: {
    email: "E-mail",
    phone: "Phone",
    userId: "Customer id",
    verified: "Verified",
    verifiedText: "The site has signed who this is.",
    add: (name: string) => `Add: ${name}`,
    addShort: "Add",
    change: (name: string) => `Change: ${name}`,
  },

  facts: {
    add: "Add a detail",
    key: "Name",
    keyHint: "For example plan, or order.number",
    keyProblem: "Names have no spaces or quotes. Dots divide them: order.number",
    value: "Value",
    valueProblem: "Write a value, or remove the detail.",
    remove: "Remove",
    save: "Save",
    cancel: "Cancel",
  },

  visits: {
    heading: "Pages visited",
    none: "No page is known yet.",
    now: "Open now",
    failed: "The pages could not be loaded.",
    more: (count: number) => (count === 1 ? "Show 1 more" : `Show ${count} more`),
  },
};
