import type { CallFailed } from "../api.ts";
import { labels } from "../labels.ts";

/** What is wrong, by the name of the field it belongs to; `""` is the form as a whole. */
export type Problems = Readonly<Record<string, string>>;

const text = labels.forms;

/** What can be said of a form before anybody is asked. */
export function problemsIn(form: HTMLFormElement): Problems {
  const found: Record<string, string> = {};
  for (const input of form.elements) {
    const isText = input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement;
    if (!isText || input.name === "") continue;
    const { name, value, required, minLength, validity } = input;
    if (required && value.trim() === "") found[name] = text.needed;
    else if (validity.typeMismatch && input.type === "email") found[name] = text.noEmail;
    else if (validity.typeMismatch && input.type === "url") found[name] = text.noUrl;
    else if (value !== "" && value.length < minLength) found[name] = text.tooShort(minLength);
  }
  return found;
}

/** What the server says, for a form of these fields. */
export function problemsOfCall(failure: CallFailed, fields: readonly string[]): Problems {
  const known = failure.issues.filter(({ path }) => fields.includes(path));
  if (failure.passing || known.length === 0) return { "": failureText(failure) };
  return Object.fromEntries(known.map(({ path, message }) => [path, sentence(message)]));
}

/** Why a call has failed, for a person. */
export function failureText({ code, status, message, retryAfter }: CallFailed): string {
  if (code === "too_many_requests") return text.tooMany(Math.ceil(retryAfter / 1_000));
  if (status === 0) return text.unreachable;
  return message === "" ? text.failed : sentence(message);
}

/** "must not be empty" becomes "Must not be empty." */
function sentence(words: string): string {
  const capital = words.charAt(0).toLocaleUpperCase() + words.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
