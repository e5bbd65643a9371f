import * as v from "valibot";
import { VisitorContent } from "./content.ts";
import { Uuid } from "./json.ts";
import { LONG_POLL_SECONDS, TEXT_LIMITS } from "./limits.ts";

export type { Authenticated, WidgetConfig } from "./answers/chatplugin.ts";

/** The one of the two that has no resume token. */
export const BeginConversation = v.object({
  channel_id: Uuid,
  resume_token: v.exactOptional(v.never()),
  identity: v.exactOptional(v.never()),
});
export const ResumeConversation = v.object({
  resume_token: v.pipe(v.string(), v.minLength(1)),
  identity: v.exactOptional(v.never()),
});

/** Whom the site vouches for, by its own id of them. */
const Identity = v.object({
  user_id: v.pipe(v.string(), v.regex(/\S/, "must not be empty"), v.maxLength(TEXT_LIMITS.name)),
  /** HMAC-SHA256 of the `user_id` with the channel's secret, hex. */
  signature: v.pipe(v.string(), v.regex(/^[0-9a-fA-F]{64}$/, "must be an HMAC-SHA256 in hex")),
});

export const EnterIdentified = v.object({
  channel_id: Uuid,
  identity: Identity,
  /** Of what they have written before: it becomes theirs when they have no conversation yet. */
  resume_token: v.optional(v.string()),
  /** Another conversation, if their newest one is closed. */
  starts_new: v.optional(v.boolean(), false),
});

/** A resume token names its channel itself; a `channel_id` beside it is not looked at. */
export const Authenticate = v.lazy(
  (input): typeof BeginConversation | typeof ResumeConversation | typeof EnterIdentified => {
    const given = typeof input === "object" && input !== null ? input : {};
    if ("identity" in given) return EnterIdentified;
    return "resume_token" in given ? ResumeConversation : BeginConversation;
  },
);

/** A visitor's own: their token says it all. */
export const ResumeToken = v.object({});
/** On a visitor's behalf. */
export const ResumeTokenFor = v.object({ channel_id: Uuid, conversation_id: Uuid });
/** The two in one: whose token it is decides. */
export const ResumeTokenRequest = v.partial(ResumeTokenFor);

/** The visitor's conversation: their token says which. */
export const EndConversation = v.object({});

export const SendAsVisitor = v.object({ id: v.optional(Uuid), message: VisitorContent });

export const Offset = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const MessagesAfter = v.object({
  after: Offset,
  /** The history that `after` was counted in; absent: not checked beyond its range. */
  history: v.optional(Uuid),
  wait: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(LONG_POLL_SECONDS)), 0),
});

export const ConfigQuery = v.object({
  channel_id: Uuid,
  /** A BCP 47 tag: the visitor's. */
  language: v.optional(v.pipe(v.string(), v.maxLength(TEXT_LIMITS.language)), "en"),
});
