import type { Message } from "../../protocol/message.ts";
import type { SignedIn } from "../../protocol/users.ts";
import type { Outgoing } from "../desk/outbox.ts";

/**
 * The thread as it is shown: what is stored, then the replies on their way, in the shape that they
 * will have once they are stored, so that nothing jumps when they are.
 */
export function shownMessages(
  stored: readonly Message[],
  outgoing: readonly Outgoing[],
  operator: SignedIn,
): readonly Message[] {
  if (outgoing.length === 0) return stored;
  const ids = new Set(stored.map(({ id }) => id));
  const latest = stored.at(-1)?.sent_at ?? "";
  const name = `${operator.first_name} ${operator.last_name}`;
  const pending = outgoing.filter(({ id }) => !ids.has(id));
  return [
    ...stored,
    ...pending.map((reply): Message => ({
      id: reply.id,
      content: reply.content,
      state: "PENDING",
      sender_type: "app_user",
      // The two clocks may differ; a reply never stands above what it answers.
      sent_at: reply.written_at > latest ? reply.written_at : latest,
      offset: Number.MAX_SAFE_INTEGER,
      from_contact: false,
      sender: { id: operator.id, name },
      metadata: {},
    })),
  ];
}
