import * as v from "valibot";
import { VisitorContent } from "./content.ts";
import { Uuid } from "./json.ts";
import { LONG_POLL_SECONDS } from "./limits.ts";
import type { Message } from "./message.ts";

const Begin = v.object({ channel_id: Uuid });
const Resume = v.object({ resume_token: v.pipe(v.string(), v.minLength(1)) });

/** A resume token names its channel itself; a `channel_id` beside it is not looked at. */
export const Authenticate = v.lazy((input): typeof Begin | typeof Resume =>
  typeof input === "object" && input !== null && "resume_token" in input ? Resume : Begin,
);

/** A visitor's own: their token says it all. */
export const ResumeToken = v.object({});
/** On a visitor's behalf. */
export const ResumeTokenFor = v.object({ channel_id: Uuid, conversation_id: Uuid });

export const SendAsVisitor = v.object({ id: v.optional(Uuid), message: VisitorContent });

export const Offset = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const MessagesAfter = v.object({
  after: Offset,
  /** The history that `after` was counted in; absent: not checked beyond its range. */
  history: v.optional(Uuid),
  wait: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(LONG_POLL_SECONDS)), 0),
});

export const ConfigQuery = v.object({ channel_id: Uuid });

export interface Authenticated {
  readonly token: string;
  readonly messages: readonly Message[];
}

/** What the widget may know of its channel before anyone has said anything. */
export interface WidgetConfig {
  readonly channel_id: string;
  readonly name: string;
  readonly image_url?: string;
  readonly config: Readonly<Record<string, unknown>>;
}
