import * as v from "valibot";
import { ConversationState } from "../conversations.ts";
import { Uuid, Whole } from "../json.ts";
import { Time, answered, listOf } from "./answer.ts";
import { Sender } from "./message.ts";

export const Page = answered({ url: v.string(), title: v.exactOptional(v.string()) });
export type Page = v.InferOutput<typeof Page>;

/** `/queue/unread-count`. The timestamp grows within a conversation: of two counts the later one holds. */
export const UnreadCountEvent = answered({
  conversation_id: Uuid,
  unread_message_count: Whole,
  timestamp: Time,
  /** Who has marked it as unread; absent when a message or a reading was the cause. */
  marked_by: v.exactOptional(Sender),
});
export type UnreadCountEvent = v.InferOutput<typeof UnreadCountEvent>;

/** `/queue/typing` */
export const TypingEvent = answered({
  conversation_id: Uuid,
  typing: v.boolean(),
  from_contact: v.boolean(),
  /** The name is an operator's only. */
  sender: answered({ id: Uuid, name: v.exactOptional(v.string()) }),
});
export type TypingEvent = v.InferOutput<typeof TypingEvent>;

/** `/queue/viewers`: everybody who has the conversation open now, the first 20 by name. */
export const ViewersEvent = answered({
  conversation_id: Uuid,
  viewers: listOf(Sender),
  count: Whole,
});
export type ViewersEvent = v.InferOutput<typeof ViewersEvent>;

/** `/queue/read`: a visitor has seen everything up to this offset. */
export const ReadEvent = answered({ conversation_id: Uuid, offset: Whole, at: Time });
export type ReadEvent = v.InferOutput<typeof ReadEvent>;

/** `/queue/presence` */
export const PresenceEvent = answered({
  conversation_id: Uuid,
  channel_id: Uuid,
  online: v.boolean(),
  page: v.exactOptional(Page),
});
export type PresenceEvent = v.InferOutput<typeof PresenceEvent>;

/** `/user/queue/typing`: an operator writes to this visitor. */
export const VisitorTypingEvent = answered({ typing: v.boolean() });
export type VisitorTypingEvent = v.InferOutput<typeof VisitorTypingEvent>;

/** `/user/queue/read`: an operator has seen everything up to this offset. */
export const VisitorReadEvent = answered({ offset: Whole, at: Time });
export type VisitorReadEvent = v.InferOutput<typeof VisitorReadEvent>;

/** `/user/queue/presence`: somebody is there to answer. */
export const VisitorPresenceEvent = answered({ online: v.boolean() });
export type VisitorPresenceEvent = v.InferOutput<typeof VisitorPresenceEvent>;

/** `/user/queue/conversation`: the conversation was closed, or is open again. */
export const VisitorConversationEvent = answered({ state: ConversationState });
export type VisitorConversationEvent = v.InferOutput<typeof VisitorConversationEvent>;
