/** The list's rows that are in the document, for the keys that lead into it from anywhere. */
import { parseRoute } from "../route.ts";

function rows(): readonly HTMLAnchorElement[] {
  return [...document.querySelectorAll<HTMLAnchorElement>(".list .row")];
}

/** To the row of the open conversation, or to the first one in sight. */
export function focusOpenRow(): void {
  const all = rows();
  const top = document.querySelector(".list-scroll")?.getBoundingClientRect().top ?? 0;
  const open = all.find((row) => row.ariaCurrent === "true");
  (open ?? all.find((row) => row.getBoundingClientRect().top >= top - 1) ?? all[0])?.focus();
}

export function focusedRow(): HTMLAnchorElement | undefined {
  return rows().find((row) => row === document.activeElement);
}

/** To the next row or the one before; from elsewhere into the list. */
export function stepRows(step: 1 | -1): void {
  const row = focusedRow();
  if (row === undefined) focusOpenRow();
  else press(row, step === 1 ? "ArrowDown" : "ArrowUp");
}

/** The conversation of the row that has the focus. */
export function focusedConversation(): string | undefined {
  const row = focusedRow();
  return row && parseRoute(row.hash).conversationId;
}

/** Off a row that is about to leave the list. */
export function leaveRow(): void {
  const row = focusedRow();
  if (row === undefined) return;
  press(row, "ArrowDown");
  if (document.activeElement === row) press(row, "ArrowUp");
}

/** The list knows which row is next: it may have to be drawn first. */
function press(row: HTMLElement, key: string): void {
  row.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}
