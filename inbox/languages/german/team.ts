/** The settings' pages of the team and of the API tokens. */
import type { Labels } from "../labels.ts";

export const team: Pick<Labels, "team" | "tokens"> = {
  team: {
    title: "Team",
    lead: "Alle, die hier Besuchern antworten.",
    people: "Personen",
    count: (people) => (people === 1 ? "1 Person" : `${people} Personen`),
    loading: "Wird geladen …",
    failed: "Das Team konnte nicht geladen werden.",
    you: "Sie",
    online: "Online",
    away: "Abwesend",
    offline: "Offline",
    roles: { admin: "Admin", agent: "Agent" },
    roleOf: (name) => `Rolle von ${name}`,
    roleText:
      "Agenten antworten Besuchern. Admins richten auch Kanäle, das Team und API-Token ein.",
    roleSaved: (name, role) => `${name} ist jetzt ${role}.`,
    lastAdmin: "Das ist der letzte Admin. Machen Sie zuerst jemand anderen dazu.",

    promoteTitle: (name) => `${name} zum Admin machen?`,
    promoteText:
      "Admins richten Kanäle ein, laden Personen ein und entfernen sie und legen API-Token an. Sie können auch Sie zum Agenten machen.",
    promote: "Zum Admin machen",

    stepDownTitle: "Agent werden?",
    stepDownText:
      "Sie können Besuchern weiter antworten, aber keine Kanäle, kein Team und keine API-Token mehr einrichten. Nur ein anderer Admin kann Sie wieder zum Admin machen.",
    stepDown: "Agent werden",

    remove: "Entfernen",
    removeOne: (name) => `${name} entfernen`,
    removeTitle: (name) => `${name} entfernen?`,
    removeText: [
      "Die Person wird überall sofort abgemeldet.",
      "Die ihr zugewiesenen Unterhaltungen gehören dann niemandem.",
      "Was sie geschrieben hat, bleibt unter ihrem Namen stehen.",
    ],
    removeForever: "Das lässt sich nicht rückgängig machen.",
    removed: (name) => `${name} ist entfernt.`,

    invite: "Einladen",
    inviteTitle: "Jemanden einladen",
    inviteText: "Sie erhalten einen Link, der ein Konto anlegt. Er gilt 7 Tage.",
    inviteFor: "Für wen",
    inviteForHint: "Ein Name oder eine Adresse, zu Ihrer Erinnerung. Es wird nichts verschickt.",
    role: "Rolle",
    makeLink: "Link anlegen",
    link: "Einladungslink",
    linkText: (time) =>
      `Schicken Sie diesen Link der Person, die Sie einladen. Er legt bis ${time} ein Konto an und wird nicht noch einmal gezeigt.`,
    tooMany: "Es gibt schon 100 offene Einladungen. Widerrufen Sie zuerst eine.",
    done: "Fertig",

    pending: "Offene Einladungen",
    pendingText: "Links, die noch niemand benutzt hat.",
    pendingFailed: "Die Einladungen konnten nicht geladen werden.",
    somebody: "Jemand",
    expires: (time) => `gilt bis ${time}`,
    by: (name) => `von ${name}`,
    revoke: "Widerrufen",
    revokeOne: (name) => `Einladung für ${name} widerrufen`,
    revokeTitle: (name) => `Einladung für ${name} widerrufen?`,
    revokeText: "Der Link legt dann kein Konto mehr an.",
    revoked: "Die Einladung ist widerrufen.",
  },

  tokens: {
    title: "API-Token",
    lead: "Womit Bots und andere Server die API nutzen.",
    list: "Token",
    listText: "Ein Token darf, was eine Person seiner Rolle darf. Er gilt, bis er widerrufen wird.",
    none: "Keine API-Token",
    noneText:
      "Legen Sie einen an für einen Bot oder Server, der hier antwortet, liest oder etwas einrichtet.",
    loading: "Wird geladen …",
    failed: "Die Token konnten nicht geladen werden.",
    made: (time) => `angelegt ${time}`,
    create: "Neuer Token",
    createTitle: "Neuer API-Token",
    name: "Name",
    nameHint: "Besucher sehen ihn neben dem, was mit dem Token gesagt wird.",
    role: "Rolle",
    make: "Token anlegen",
    token: "API-Token",
    tokenText:
      "Kopieren Sie ihn jetzt: Er wird nicht noch einmal gezeigt. Wer ihn hat, darf alles, was seine Rolle darf.",
    tooMany: "Es gibt schon 100 API-Token. Widerrufen Sie zuerst einen.",
    done: "Fertig",
    revoke: "Widerrufen",
    revokeOne: (name) => `${name} widerrufen`,
    revokeTitle: (name) => `${name} widerrufen?`,
    revokeText:
      "Was diesen Token nutzt, wird sofort getrennt. Was damit gesagt wurde, bleibt stehen. Das lässt sich nicht rückgängig machen.",
    revoked: (name) => `${name} ist widerrufen.`,
  },
};
