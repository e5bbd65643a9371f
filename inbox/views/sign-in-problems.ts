import type { CallFailed } from "../api.ts";
import { labels } from "../labels.ts";
import { problemsOfCall, type Problems } from "./form-problems.ts";

const text = labels.signIn;
const FIELDS = ["first_name", "last_name", "email", "password"];

export function problemsOf(failure: CallFailed): Problems {
  switch (failure.code) {
    case "invalid_credentials":
      return { "": text.wrongPassword };
    case "email_taken":
      return { email: text.emailTaken };
    case "unauthorized":
    case "forbidden":
      return { "": text.setupRefused };
  }
  return problemsOfCall(failure, FIELDS);
}
