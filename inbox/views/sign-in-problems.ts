import type { CallFailed } from "../api.ts";
import { labels } from "../labels.ts";

/** What is wrong, by the field it belongs to; `""` is the form as a whole. */
export type Problems = Readonly<Record<string, string>>;

const text = labels.signIn;
const FIELDS = new Set(["first_name", "last_name", "email", "password"]);

export function problemsOf(failure: CallFailed): Problems {
  switch (failure.code) {
    case "invalid_credentials":
      return { "": text.wrongPassword };
    case "email_taken":
      return { email: text.emailTaken };
    case "setup_required":
    case "unauthorized":
    case "forbidden":
      return { "": text.setupRefused };
    case "too_many_requests":
      return { "": text.tooMany(Math.ceil(failure.retryAfter / 1_000)) };
  }
  if (failure.passing) return { "": failure.message || text.unreachable };
  const fields = failure.issues.filter(({ path }) => FIELDS.has(path));
  if (fields.length === 0) return { "": failure.message || text.failed };
  return Object.fromEntries(fields.map(({ path, message }) => [path, sentence(message)]));
}

/** "must not be empty" becomes "Must not be empty." */
function sentence(words: string): string {
  const capital = words.charAt(0).toLocaleUpperCase() + words.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
