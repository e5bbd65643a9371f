import type { Message } from "../../protocol/message.ts";

export interface Seen {
  readonly messageId: string;
  readonly at: string;
}

/** The last answer that the visitor has seen. Once they have written again it goes without saying. */
export function seenMessage(
  messages: readonly Message[],
  read: { readonly offset: number; readonly at: string } | undefined,
): Seen | undefined {
  if (read === undefined) return undefined;
  const answers = messages.slice(messages.findLastIndex((each) => each.from_contact) + 1);
  const last = answers.findLast(({ offset }) => offset <= read.offset);
  return last && { messageId: last.id, at: read.at };
}
