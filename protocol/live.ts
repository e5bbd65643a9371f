/** What is so now and is stored nowhere: what clients SEND, and the events of the queues beside messages. */
import * as v from "valibot";
import { Uuid, WebUrl } from "./json.ts";
import { TEXT_LIMITS } from "./limits.ts";

export type {
  Page,
  UnreadCountEvent,
  TypingEvent,
  ViewersEvent,
  ReadEvent,
  PresenceEvent,
  VisitorTypingEvent,
  VisitorReadEvent,
  VisitorPresenceEvent,
  VisitorConversationEvent,
} from "./answers/live.ts";

export const VisitorTyping = v.object({ typing: v.boolean() });
export const OperatorTyping = v.object({ conversation_id: Uuid, typing: v.boolean() });

/** The conversation that the operator has open; null: none. */
export const OperatorViewing = v.object({ conversation_id: v.nullable(Uuid) });

/** The visitor has seen everything up to this offset. */
export const VisitorRead = v.object({ offset: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) });

/** A title is somebody's page's: it is cut, not refused. */
export const VisitorPage = v.object({
  url: WebUrl,
  title: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.transform((title) => title.slice(0, TEXT_LIMITS.name).toWellFormed()),
    ),
    "",
  ),
});
