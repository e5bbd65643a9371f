/**
 * A bot for Parley: it answers what it knows, and hands over to a person when it is asked to or does not
 * know. From then on it is silent in that conversation, as it is in every one that a person has taken.
 *
 * 1. As an admin make a token for it and subscribe its webhook:
 *
 *      post() { curl -s -H "Authorization: $ADMIN" -H "Content-Type: application/json" "$CHAT_URL/$1" -d "$2"; }
 *      post tokens.create '{"name": "Bot", "role": "agent"}'
 *      post webhooks.subscribe '{"url": "http://127.0.0.1:3000/", "events": ["message.created"]}'
 *
 *    The first answer has the bot's token, the second the key. A bot on the server's own machine or network
 *    needs `parley --private-webhooks on`.
 *
 * 2. Run it:  CHAT_URL=http://127.0.0.1:8080 BOT_TOKEN=parley_… WEBHOOK_KEY=whsec_… bun examples/bot.ts
 *
 * It needs nothing but Bun. PORT is 3000 unless it is set.
 */
import { timingSafeEqual } from "node:crypto";

const { CHAT_URL, BOT_TOKEN, WEBHOOK_KEY, PORT = "3000" } = process.env;
if (!CHAT_URL || !BOT_TOKEN || !WEBHOOK_KEY) {
  throw new Error("CHAT_URL, BOT_TOKEN and WEBHOOK_KEY are needed");
}
const key = Buffer.from(WEBHOOK_KEY.replace("whsec_", ""), "base64");

/** What is asked, and what is answered. */
const ANSWERS: readonly (readonly [RegExp, string])[] = [
  [/\b(hi|hello|hey)\b/i, "Hello! Ask me about opening hours or shipping, or for a person."],
  [/\b(open|opening|hours)\b/i, "We are here from Monday to Friday, 9 to 17 o'clock."],
  [/\b(ship|shipping|deliver|delivery)\b/i, "Shipping takes two days and is free above 50 €."],
];
const PERSON = /\b(human|person|somebody|someone|agent)\b/i;
const HANDED_OVER = "I have called a person, who will answer you here.";

interface MessageCreated {
  readonly type: "message.created";
  readonly event_id: string;
  readonly payload: {
    readonly conversation_id: string;
    readonly message: {
      readonly from_contact: boolean;
      readonly content: { readonly text?: string };
    };
  };
}

interface Conversation {
  readonly assignee?: object;
  readonly metadata: { readonly handed_over?: boolean };
}

async function respond({ event_id, payload: { conversation_id, message } }: MessageCreated) {
  if (!message.from_contact) return;
  const { assignee, metadata } = await ask<Conversation>("conversations.info", { conversation_id });
  if (assignee !== undefined || metadata.handed_over) return;
  const said = message.content.text ?? "";
  const known = PERSON.test(said) ? undefined : ANSWERS.find(([asked]) => asked.test(said));
  const text = known?.[1] ?? HANDED_OVER;
  // The event's id is the answer's, too: an event that comes twice is answered once.
  await ask("messages.send", { id: event_id, conversation_id, message: { text } });
  if (!known) await ask("metadata.set", { conversation_id, key: "handed_over", value: true });
}

async function ask<Answer>(call: string, body: object): Promise<Answer> {
  const response = await fetch(`${CHAT_URL}/${call}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${BOT_TOKEN}` },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(5_000),
  });
  if (!response.ok) throw new Error(`${call}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

/** By the Standard Webhooks scheme; an old request that somebody sends again is not signed any more. */
function isSigned(headers: Headers, body: string): boolean {
  const time = headers.get("webhook-timestamp") ?? "";
  const isNow = Math.abs(Date.now() / 1_000 - Number(time)) < 300;
  const signed = `${headers.get("webhook-id")}.${time}.${body}`;
  const wanted = Buffer.from(
    `v1,${new Bun.CryptoHasher("sha256", key).update(signed).digest("base64")}`,
  );
  const given = (headers.get("webhook-signature") ?? "").split(" ").map((one) => Buffer.from(one));
  return isNow && given.some((one) => one.length === wanted.length && timingSafeEqual(one, wanted));
}

const server = Bun.serve({
  port: Number(PORT),
  maxRequestBodySize: 1024 * 1024,
  async fetch(request) {
    const body = await request.text();
    if (!isSigned(request.headers, body)) return new Response(null, { status: 401 });
    const event: MessageCreated | { readonly type: "another" } = JSON.parse(body);
    // What is thrown here answers 500, and Parley tells the event again.
    if (event.type === "message.created") await respond(event);
    return new Response(null, { status: 204 });
  },
  error(error) {
    console.error(error.message);
    return new Response(null, { status: 500 });
  },
});
console.log(`The bot listens on port ${server.port}`);
