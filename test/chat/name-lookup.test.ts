/** Looking names up, by a real name server on this machine. */
import { describe, expect, test } from "bun:test";
import { lookUpName } from "../../chat/name-lookup.ts";
import { createDeliver } from "../../chat/webhook-delivery.ts";
import { ManualClock } from "../manual-clock.ts";
import { startNameServer } from "../name-server.ts";
import { startReceiver } from "../webhook-receiver.ts";

/** A name that nobody has asked for yet: answers may be remembered for a while. */
function newName(): string {
  return `${crypto.randomUUID()}.example.org`;
}

const { after } = new ManualClock();
const signal = new AbortController().signal;

test("A name has all its addresses, a name that nobody knows has none, and localhost needs no server", async () => {
  const known = newName();
  await using server = await startNameServer((name) =>
    name === known ? ["93.184.216.34", "127.0.0.1"] : [],
  );
  expect([...(await lookUpName(known))].toSorted()).toEqual(["127.0.0.1", "93.184.216.34"]);
  expect(await lookUpName(newName()).catch((error: unknown) => String(error))).toContain(
    "ENOTFOUND",
  );
  expect(await server.asked.next()).toBe(known);
  const asked = server.asked.unread.length;
  expect(await lookUpName("localhost")).toContain("127.0.0.1");
  expect(server.asked.unread).toHaveLength(asked);
});

describe("A name that leads inside is not connected to:", () => {
  test.each([
    ["it always does", [["127.0.0.1"]]],
    ["it does beside leading outside", [["93.184.216.34", "127.0.0.1"]]],
    ["it does after it has led outside", [["93.184.216.34"], ["127.0.0.1"]]],
  ])("%s", async (_, answers) => {
    await using receiver = startReceiver();
    const name = newName();
    let turn = 0;
    await using server = await startNameServer(() => answers[turn]);
    const deliver = createDeliver({ lookUp: lookUpName, allowPrivate: false, after });
    const url = `http://${name}:${receiver.port}/`;
    // What is looked at before the last answer is only looked up: it leads to somebody else.
    while (turn < answers.length - 1) {
      await lookUpName(name);
      turn += 1;
    }
    const delivery = { url, headers: {}, body: "{}", attempts: 0 };
    const refused = { ok: false, reason: "private_address" } as const;
    expect(await deliver(delivery, signal)).toEqual(refused);
    expect(receiver.received.unread).toEqual([]);
    expect(await server.asked.next()).toBe(name);
  });
});

test("A name server that does not answer holds up no password's check", async () => {
  await using server = await startNameServer(() => undefined);
  const clock = new ManualClock();
  const deliver = createDeliver({ lookUp: lookUpName, allowPrivate: false, after: clock.after });
  const waiting = Array.from({ length: 16 }, () =>
    deliver({ url: `http://${newName()}/`, headers: {}, body: "{}", attempts: 0 }, signal),
  );
  await server.asked.take(waiting.length);
  const hash = await Bun.password.hash("correct horse", { algorithm: "bcrypt", cost: 4 });
  expect(await Bun.password.verify("correct horse", hash)).toBe(true);
  expect(waiting.map((one) => Bun.peek.status(one))).toEqual(Array(16).fill("pending"));
  clock.advance(10_000);
  for (const attempt of waiting) expect(await attempt).toEqual({ ok: false, reason: "timeout" });
});
