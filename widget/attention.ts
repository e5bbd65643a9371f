/**
 * Who is told of what is new: the page's listeners; and a visitor who is looking elsewhere, by the page's
 * title, and by a sound if the site wants one.
 */
import type { ExtrasLoader } from "./extras.ts";
import type { PageNow } from "./live.ts";
import type { Listeners } from "./page-api.ts";
import type { View } from "./view.ts";

export interface Looking {
  readonly isOpen: boolean;
  readonly hasSound: boolean;
}

/** To be called with every view. */
export function createAttention(
  emit: Listeners["emit"],
  extras: ExtrasLoader,
): (view: View, looking: Looking) => void {
  /** The newest offset that was told; undefined until the first messages are there. */
  let told: number | undefined;
  let toldUnread = 0;
  return ({ phase, messages, unread }, { isOpen, hasSound }) => {
    const isElsewhere = document.hidden;
    if (unread !== toldUnread) emit("unread", (toldUnread = unread));
    const title = titleWith(document.title, isElsewhere ? unread : 0);
    if (title !== document.title) document.title = title;
    if (phase !== "live") return;
    // Fetched before the first sound, so that it comes with its message.
    if (hasSound) extras.need();
    const from = told ?? Infinity;
    told = messages.at(-1)?.offset ?? 0;
    for (const message of messages) {
      if (message.offset <= from || message.sender_type !== "app_user") continue;
      emit("message", message);
      if (hasSound && (isElsewhere || !isOpen)) extras.need()?.playSound();
    }
  };
}

const COUNT = /^\(\d+\) /;

/** The title as the page has it now, with the count in front; without one at 0. */
function titleWith(title: string, unread: number): string {
  const own = title.replace(COUNT, "");
  return unread > 0 ? `(${unread}) ${own}` : own;
}

/** As operators are told of it. */
export function pageNow(): PageNow {
  return { url: location.href.split("#", 1)[0] ?? "", title: titleWith(document.title, 0) };
}
