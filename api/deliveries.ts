/** What a webhook's receiver is sent, as OpenAPI's `webhooks`. */
import { DELIVERED } from "../protocol/answers/webhook-events.ts";
import type { SchemaBook } from "./schemas.ts";

type Json = Readonly<Record<string, unknown>>;

const HEADERS: readonly (readonly [name: string, schema: Json, about: string])[] = [
  ["webhook-id", { type: "string", format: "uuid" }, "The event's id, the same in every attempt."],
  ["webhook-timestamp", { type: "string", pattern: "^[0-9]+$" }, "The attempt's time, in seconds."],
  [
    "webhook-signature",
    { type: "string", pattern: "^v1,[A-Za-z0-9+/]{43}=$" },
    "HMAC-SHA256 of id, timestamp and body, divided by dots (Standard Webhooks).",
  ],
  [
    "X-Airy-Content-Signature",
    { type: "string", pattern: "^[0-9a-f]{64}$" },
    "HMAC-SHA256 of the body alone.",
  ],
];

export function deliveries(book: SchemaBook): Json {
  const parameters = HEADERS.map(([name, schema, description]) => ({
    name,
    in: "header",
    required: true,
    description,
    schema,
  }));
  const responses = { "2XX": { description: "It has arrived; else it is tried again for a day." } };
  const operations = Object.entries(DELIVERED).map(([event, schema]) => {
    const content = { "application/json": { schema: book.ref(schema, "output") } };
    return [event, { post: { parameters, requestBody: { required: true, content }, responses } }];
  });
  return Object.fromEntries(operations) as Json;
}
