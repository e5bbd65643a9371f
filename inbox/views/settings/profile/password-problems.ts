import type { CallFailed } from "../../../api.ts";
import { labels } from "../../../labels.ts";
import type { Problems } from "../../form-problems.ts";

/** Where the current password was wrong; undefined: something else was. */
export function passwordProblems({ issues }: CallFailed): Problems | undefined {
  const isWrong = issues.some(({ path }) => path === "current_password");
  return isWrong ? { current_password: labels.profile.wrongPassword } : undefined;
}

/** What has done its work is not left standing. */
export function clearPasswords(form: HTMLFormElement): void {
  for (const input of form.querySelectorAll<HTMLInputElement>("input[type=password]")) {
    input.value = "";
  }
}
