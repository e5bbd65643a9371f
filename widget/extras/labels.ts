/**
 * What the extras say beside the labels of s.js. The languages' tables have these words too, so that
 * one answer brings all of a language; only their English is here, out of s.js.
 */
import type { Labels } from "../labels.ts";

export interface ExtraLabels extends Labels {
  readonly formTitle: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly optional: string;
  readonly choose: string;
  readonly begin: string;
  readonly agree: string;
  readonly missing: string;
  readonly badEmail: string;
  readonly badPhone: string;
  readonly consentMissing: string;
  readonly away: string;
  /** `{time}` stands for a time of the day, `{day}` for a weekday or a date. */
  readonly backToday: string;
  readonly backTomorrow: string;
  readonly backOn: string;
  readonly emailAsk: string;
  readonly skip: string;
  /** `{email}` stands for the address. */
  readonly emailThanks: string;
  readonly answers: string;
  readonly cards: string;
  readonly previous: string;
  readonly next: string;
  readonly chosen: string;
  readonly picture: string;
  readonly smileys: string;
  readonly people: string;
  readonly nature: string;
  readonly food: string;
  readonly activities: string;
  readonly objects: string;
  readonly symbols: string;
}

export const EXTRA_ENGLISH: Omit<ExtraLabels, keyof Labels> = {
  formTitle: "Before we start",
  name: "Name",
  email: "E-mail address",
  phone: "Phone number",
  optional: "optional",
  choose: "Please choose",
  begin: "Start chat",
  agree: "Agree and start chat",
  missing: "Please fill this in.",
  badEmail: "Please enter an e-mail address, like name@example.com.",
  badPhone: "Please enter a phone number, like +1 202 555 0123.",
  consentMissing: "Please agree to this first.",
  away: "We are not here right now. Leave us a message, and we will answer when we are back.",
  backToday: "Back today at {time}",
  backTomorrow: "Back tomorrow at {time}",
  backOn: "Back on {day} at {time}",
  emailAsk: "Where can we reach you by e-mail when you have left?",
  skip: "Not now",
  emailThanks: "Thank you. We can reach you at {email} now.",
  answers: "Suggested answers",
  cards: "Cards",
  previous: "Previous",
  next: "Next",
  chosen: "Your choice",
  picture: "Picture",
  smileys: "Smileys",
  people: "People and gestures",
  nature: "Animals and nature",
  food: "Food and drink",
  activities: "Activities and travel",
  objects: "Objects",
  symbols: "Symbols",
};

/** @param labels those of s.js, or a whole table of another language */
export function withExtras(labels: Labels): ExtraLabels {
  return { ...EXTRA_ENGLISH, ...labels };
}
