/** The headers of the STOMP frames that clients send and get, as JSON Schemas. */
import { STOMP_LIMITS } from "../protocol/limits.ts";
import type { JsonSchema } from "./json-schema.ts";
import type { Queue, Side } from "./queues.ts";

const TEXT: JsonSchema = { type: "string" };
const NUMBER: JsonSchema = { type: "string", pattern: "^[0-9]+$" };
const HEART_BEAT: JsonSchema = { type: "string", pattern: "^[0-9]{1,9},[0-9]{1,9}$" };
const HISTORY: JsonSchema = { type: "string", format: "uuid" };
const SUBSCRIPTION: JsonSchema = { type: "string", maxLength: STOMP_LIMITS.subscriptionIdLength };

/** Clients may send more of them. */
function sent(
  required: Record<string, JsonSchema>,
  optional: Record<string, JsonSchema>,
): JsonSchema {
  const properties = { ...required, ...optional, receipt: TEXT };
  return { type: "object", properties, required: Object.keys(required) };
}

/** We send these and no other. */
function received(
  required: Record<string, JsonSchema>,
  optional: Record<string, JsonSchema> = {},
): JsonSchema {
  return {
    type: "object",
    properties: { ...required, ...optional },
    required: Object.keys(required),
    additionalProperties: false,
  };
}

function exactly(value: string): JsonSchema {
  return { type: "string", const: value };
}

export const CONNECT = sent(
  { Authorization: { ...TEXT, description: "The token, with or without `Bearer` before it." } },
  { "accept-version": { ...TEXT, default: "1.0" }, "heart-beat": HEART_BEAT, host: TEXT },
);

export function connected(side: Side): JsonSchema {
  const position = { ...NUMBER, description: "That of the newest message." };
  return received({
    version: { type: "string", enum: ["1.0", "1.1", "1.2"] },
    "heart-beat": HEART_BEAT,
    server: TEXT,
    history: { ...HISTORY, description: "The history that numbers are counted in." },
    ...(side === "communication" && { position }),
  });
}

export const ERROR = received(
  {
    message: { ...TEXT, description: "A sentence." },
    code: { ...TEXT, description: "A word, as in the errors of /openapi.json." },
  },
  { "receipt-id": TEXT, version: { ...TEXT, description: "Those that we speak." } },
);

export const RECEIPT = received({ "receipt-id": TEXT });

export function subscribe({ destination, numberedBy }: Queue): JsonSchema {
  const required = { id: SUBSCRIPTION, destination: exactly(destination) };
  const ack = exactly("auto");
  // Nobody can come back for what is not numbered.
  if (numberedBy === undefined) return sent(required, { ack, offset: { not: {} } });
  const seen = `The ${numberedBy} of the last message seen: first comes everything after it.`;
  return sent(required, {
    ack,
    offset: { ...NUMBER, maxLength: 15, description: seen },
    history: {
      ...HISTORY,
      description: "The one in which it was seen; else ERROR `history_changed`.",
    },
  });
}

export function message({ destination, numberedBy }: Queue): JsonSchema {
  return received({
    subscription: SUBSCRIPTION,
    destination: exactly(destination),
    "content-type": exactly("application/json"),
    "message-id": TEXT,
    "content-length": NUMBER,
    ...(numberedBy !== undefined && { [numberedBy]: NUMBER }),
  });
}

export function send(destination: string): JsonSchema {
  return sent({ destination: exactly(destination) }, { "content-type": TEXT });
}
