import * as v from "valibot";
import { Uuid } from "../json.ts";
import { Message } from "./message.ts";
import { Metadata, answered, listOf } from "./answer.ts";

export const Authenticated = answered({ token: v.string(), messages: listOf(Message) });
export type Authenticated = v.InferOutput<typeof Authenticated>;

export const ResumeTokenAnswer = answered({ resume_token: v.string() });

export const MessagesAfterAnswer = answered({ messages: listOf(Message) });

/** What the widget may know of its channel before anyone has said anything. */
export const WidgetConfig = answered({
  channel_id: Uuid,
  name: v.string(),
  image_url: v.exactOptional(v.string()),
  config: Metadata,
  /** What the widget says, in the language asked for. English it has itself. */
  labels: v.exactOptional(Metadata),
});
export type WidgetConfig = v.InferOutput<typeof WidgetConfig>;
