/** Webhooks over the deaths of the server: what was committed is told, however it ended. */
import { expect, test } from "bun:test";
import type { Channel } from "../protocol/channels.ts";
import type { SignedIn } from "../protocol/users.ts";
import { emptyFolder, type ParleyProcess } from "./parley-process.ts";
import { Queue } from "./queue.ts";
import { startReceiver } from "./webhook-receiver.ts";

const ARGS = ["--private-webhooks=on", "--rate-limit=off"];
const ACCOUNT = { email: "ada@example.org", password: "correct horse" };

async function post<Body>(
  { url }: ParleyProcess,
  path: string,
  body: object,
  token?: string,
): Promise<Body> {
  const response = await fetch(`${url}${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(token && { Authorization: token }) },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Body;
}

/** A visitor's token, after the first account has subscribed a webhook. */
async function setUp(parley: ParleyProcess, url: string): Promise<string> {
  const names = { first_name: "Ada", last_name: "Lovelace", setup_token: parley.setupToken };
  const { token } = await post<SignedIn>(parley, "/users.signup", { ...ACCOUNT, ...names });
  const source = { source: "chat_plugin", source_channel_id: "website" };
  const { id } = await post<Channel>(parley, "/channels.connect", source, token);
  await post(parley, "/webhooks.subscribe", { url, events: ["message.created"] }, token);
  const visitor = await post<{ token: string }>(parley, "/chatplugin.authenticate", {
    channel_id: id,
  });
  return visitor.token;
}

test.each(["SIGKILL", "SIGTERM"] as const)(
  "DELIVERY-10: an event that is on its way when the server ends by %s is told after the next start, with the same id",
  async (signal) => {
    const held = new Queue<true>();
    let answers = false;
    await using receiver = startReceiver(() => {
      if (answers) return 200;
      held.put(true);
      return new Promise<number>(() => undefined);
    });
    await using folder = emptyFolder();
    const first = await folder.start(ARGS);
    const visitor = await setUp(first, receiver.url);
    for (const text of ["one", "two"]) {
      await post(first, "/chatplugin.send", { message: { text } }, visitor);
    }
    await held.next();
    const before = await receiver.received.next();
    const start = performance.now();
    expect(await first.end(signal)).toBe(signal === "SIGTERM" ? 0 : 137);
    expect(performance.now() - start).toBeLessThan(5_000);

    answers = true;
    await folder.start(ARGS);
    const [again, second] = await receiver.received.take(2);
    expect(again?.headers.get("webhook-id")).toBe(before.headers.get("webhook-id"));
    expect(again?.body).toBe(before.body);
    expect(second?.event.payload).toMatchObject({ message: { content: { text: "two" } } });
  },
  20_000,
);
