/** The message as it appears everywhere: in answers, in lists and in websocket frames. */
import * as v from "valibot";
import { answered, Metadata, Time } from "./answer.ts";
import { Content } from "../content.ts";
import { Uuid, WebUrl } from "../json.ts";

const MessageState = v.picklist(["PENDING", "FAILED", "DELIVERED"]);
export type MessageState = v.InferOutput<typeof MessageState>;

/** The visitor; an operator or a bot through the API; a system notice. */
const SenderType = v.picklist(["source_contact", "app_user", "source_user"]);
export type SenderType = v.InferOutput<typeof SenderType>;

/** A person who answers may have a picture. */
export const Sender = answered({
  id: Uuid,
  name: v.string(),
  avatar_url: v.exactOptional(WebUrl),
});
export type Sender = v.InferOutput<typeof Sender>;

export const Message = answered({
  id: Uuid,
  content: Content,
  state: MessageState,
  sender_type: SenderType,
  sent_at: Time,
  /** Dense within the conversation: 1, 2, 3 … */
  offset: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  from_contact: v.boolean(),
  sender: Sender,
  metadata: Metadata,
});
export type Message = v.InferOutput<typeof Message>;

/** What a message queue carries. */
export const MessageEvent = answered({
  conversation_id: Uuid,
  channel_id: Uuid,
  message: Message,
});
export type MessageEvent = v.InferOutput<typeof MessageEvent>;
