import * as v from "valibot";
import { Name, Uuid, WebUrl } from "./json.ts";
import { WEBHOOK_LIMITS } from "./limits.ts";

export type { Webhook, WebhookEvent } from "./answers/webhooks.ts";

export const WEBHOOK_EVENTS = [
  "message.created",
  "message.updated",
  "conversation.updated",
  "channel.updated",
] as const;
export type WebhookEventType = (typeof WEBHOOK_EVENTS)[number];

/** A password in an address ends up in lists and in other people's logs; headers are for that. */
const Url = v.pipe(
  WebUrl,
  v.check((text) => {
    const url = URL.parse(text);
    return url !== null && url.username === "" && url.password === "";
  }, "must not hold a user or a password"),
);

/** What the delivery itself says, or what belongs to the connection. */
const RESERVED =
  /^(?:host|content-(?:length|type|encoding)|connection|keep-alive|te|trailer|transfer-encoding|upgrade|expect|accept-encoding|user-agent|proxy-.*|webhook-.*|x-airy-content-signature)$/i;
/** RFC 9110: 5.6.2 a token, 5.5 what a value may hold. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~\w-]{1,100}$/;
const HEADER_VALUE = /^[\t\x20-\x7e]{0,1000}$/;

const Headers = v.pipe(
  v.unknown(),
  v.check((headers) => !Array.isArray(headers), "must be an object"),
  v.record(v.string(), v.string()),
  v.check(
    (headers) => Object.keys(headers).length <= WEBHOOK_LIMITS.headers,
    `must be ${WEBHOOK_LIMITS.headers} at most`,
  ),
  v.check(
    (headers) => Object.entries(headers).every(isHeader),
    "must be names and values of HTTP headers, none longer than 1000 characters",
  ),
  v.check(
    (headers) => !Object.keys(headers).some((name) => RESERVED.test(name)),
    "must not name a header that the server sets itself",
  ),
);

function isHeader([name, value]: [string, string]): boolean {
  return HEADER_NAME.test(name) && HEADER_VALUE.test(value);
}

/** None named is all of them, as Airy Core has it: its client sends an empty list when nothing is ticked. */
const Events = v.pipe(
  v.array(v.picklist(WEBHOOK_EVENTS)),
  v.maxLength(20),
  v.transform((events) =>
    WEBHOOK_EVENTS.filter((event) => events.length === 0 || events.includes(event)),
  ),
);

const SignatureKey = v.pipe(
  v.string(),
  v.minLength(16, "must have 16 characters at least"),
  v.maxLength(500),
);

export const SubscribeWebhook = v.object({
  /** Of a webhook that is there: it is given all of this instead. */
  id: v.optional(Uuid),
  url: Url,
  name: v.optional(Name),
  headers: v.optional(Headers, {}),
  /** Absent: all. */
  events: v.optional(Events, [...WEBHOOK_EVENTS]),
  /** Absent: the server makes one. */
  signature_key: v.optional(SignatureKey),
});

/** What is absent stays. */
export const UpdateWebhook = v.object({
  id: Uuid,
  url: v.optional(Url),
  name: v.optional(Name),
  headers: v.optional(Headers),
  events: v.optional(Events),
  signature_key: v.optional(SignatureKey),
});

export const NameWebhook = v.object({ id: Uuid });
export const ListWebhooks = v.object({});
