/** Notifications of the system. */
export const alerts = {
  alerts: {
    name: "Notifications",
    offer: "Hear of new messages while you look elsewhere?",
    accept: "Turn on notifications",
    decline: "Not now",
    blocked:
      "Your browser blocks them for this page. Allow notifications in its settings for this site, beside the address.",
    unavailable: "This browser shows none for this page. They need https, and a desktop browser.",
    many: "More new messages",
    manyText: "Several visitors are waiting for an answer.",
  },
};
