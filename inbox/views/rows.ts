/** The list's rows, for the keys that lead into it from anywhere. */
import { parseRoute } from "../route.ts";

function rows(): readonly HTMLAnchorElement[] {
  return [...document.querySelectorAll<HTMLAnchorElement>(".list .row")];
}

/** To the row of the open conversation, or to the first one. */
export function focusOpenRow(): void {
  const all = rows();
  (all.find((row) => row.ariaCurrent === "true") ?? all[0])?.focus();
}

/** To the next row or the one before; gives whether there was one. */
export function stepRows(step: 1 | -1): void {
  const all = rows();
  const at = all.indexOf(document.activeElement as HTMLAnchorElement);
  if (at < 0) focusOpenRow();
  else all[at + step]?.focus();
}

/** The conversation of the row that has the focus. */
export function focusedConversation(): string | undefined {
  const row = rows().find((each) => each === document.activeElement);
  return row && parseRoute(row.hash).conversationId;
}

/** Off a row that is about to leave the list. */
export function leaveRow(): void {
  const all = rows();
  const at = all.indexOf(document.activeElement as HTMLAnchorElement);
  if (at >= 0) (all[at + 1] ?? all[at - 1])?.focus();
}
