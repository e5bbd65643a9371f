import * as v from "valibot";
import { Channel } from "./channels.ts";
import { answered, listOf, Metadata, Name, Time, Uuid, WebUrl, Whole } from "./json.ts";
import { Message, Sender } from "./message.ts";

const ofConversation = { conversation_id: Uuid };
const State = v.picklist(["OPEN", "CLOSED"]);

export const ConversationInfo = v.object(ofConversation);

export const ReadConversation = v.object({
  ...ofConversation,
  /** The last offset that the reader has seen; without it everything stored so far is read. */
  offset: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
});

export const TagConversation = v.object({ ...ofConversation, tag_id: Uuid });

export const SetState = v.object({ ...ofConversation, state: State });
/** A conversation without a state of its own is open. */
export const RemoveState = v.object(ofConversation);

/** What is left out stays as it is; null removes. */
export const UpdateContact = v.object({
  ...ofConversation,
  display_name: v.optional(Name),
  first_name: v.nullish(Name),
  last_name: v.nullish(Name),
  avatar_url: v.nullish(WebUrl),
});

/** Without a user: to nobody. */
export const AssignConversation = v.object({ ...ofConversation, user_id: v.nullish(Uuid) });

export const Contact = answered({
  id: Uuid,
  display_name: v.string(),
  first_name: v.exactOptional(v.string()),
  last_name: v.exactOptional(v.string()),
  avatar_url: v.exactOptional(v.string()),
});
export type Contact = v.InferOutput<typeof Contact>;

export const Conversation = answered({
  id: Uuid,
  channel: Channel,
  created_at: Time,
  contact: Contact,
  /** Ids. */
  tags: listOf(Uuid),
  metadata: Metadata,
  state: State,
  /** The operator who looks after it; absent: nobody in particular. */
  assignee: v.exactOptional(Sender),
  last_message: Message,
  unread_message_count: Whole,
});
export type Conversation = v.InferOutput<typeof Conversation>;
