import type { CallFailed } from "../api.ts";
import { labels } from "../labels.ts";
import type { Entry } from "../route.ts";
import { problemsOfCall, type Problems } from "./form-problems.ts";

const text = labels.signIn;
const FIELDS = ["first_name", "last_name", "email", "password"];

/** `entry`: what the account was to be made with. */
export function problemsOf(failure: CallFailed, entry: Entry["kind"] | undefined): Problems {
  switch (failure.code) {
    case "invalid_credentials":
      return { "": text.wrongPassword };
    case "email_taken":
      return { email: text.emailTaken };
    case "unauthorized":
    case "forbidden":
      return { "": entry === "invitation" ? text.invitationRefused : text.setupRefused };
  }
  return problemsOfCall(failure, FIELDS);
}
