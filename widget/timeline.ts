/** The stored messages of a conversation: ordered by offset, each id once. */
import type { Message } from "../protocol/message.ts";

export function merge(messages: readonly Message[], incoming: Message): readonly Message[] {
  const last = messages.at(-1);
  const others = messages.filter(({ id }) => id !== incoming.id);
  const all = [...others, incoming];
  return last && last.offset >= incoming.offset ? all.toSorted((a, b) => a.offset - b.offset) : all;
}

/**
 * The offset up to which nothing is missing. It is what a subscription goes on from: the answer to a
 * message of ours may arrive before an older message of somebody else does.
 */
export function completeUpTo(messages: readonly Message[], from: number): number {
  let complete = from;
  for (const { offset } of messages) if (offset === complete + 1) complete = offset;
  return complete;
}

/**
 * What a fresh load shows: the newest messages as the server gives them, and before them what was known
 * already, if nothing is missing between the two.
 */
export function reload(known: readonly Message[], newest: readonly Message[]): readonly Message[] {
  const first = newest[0]?.offset ?? 1;
  const older = known.filter(({ offset }) => offset < first);
  return older.at(-1)?.offset === first - 1 ? [...older, ...newest] : newest;
}

/** How much the other side has said behind the offset `read`. */
export function countUnread(messages: readonly Message[], read: number): number {
  return messages.filter((one) => one.offset > read && one.sender_type === "app_user").length;
}
