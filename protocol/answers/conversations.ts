import * as v from "valibot";
import { ConversationState } from "../conversations.ts";
import { Uuid, Whole } from "../json.ts";
import { Message, Sender } from "./message.ts";
import { Metadata, Time, answered, listOf } from "./answer.ts";
import { Channel } from "./channels.ts";

export const Contact = answered({
  id: Uuid,
  display_name: v.string(),
  first_name: v.exactOptional(v.string()),
  last_name: v.exactOptional(v.string()),
  avatar_url: v.exactOptional(v.string()),
  /** Whom the site has vouched for, by its own id of them; both absent: for nobody. */
  user_id: v.exactOptional(v.string()),
  verified: v.exactOptional(v.literal(true)),
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
  state: ConversationState,
  /** The operator who looks after it; absent: nobody in particular. */
  assignee: v.exactOptional(Sender),
  last_message: Message,
  unread_message_count: Whole,
  /** The visitor has seen everything up to that offset; absent: nothing yet. */
  seen: v.exactOptional(answered({ offset: Whole, at: Time })),
});
export type Conversation = v.InferOutput<typeof Conversation>;

export const PageVisit = answered({
  url: v.string(),
  title: v.exactOptional(v.string()),
  opened_at: Time,
});
export type PageVisit = v.InferOutput<typeof PageVisit>;

/** The newest first. */
export const PageVisits = answered({ data: listOf(PageVisit) });
export type PageVisits = v.InferOutput<typeof PageVisits>;
