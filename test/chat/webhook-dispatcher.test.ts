/** What waits in the outbox and how it comes to the webhooks: in order, again, and in the end. */
import { describe, expect, test } from "bun:test";
import { WEBHOOK_LIMITS } from "../../protocol/limits.ts";
import { Queue } from "../queue.ts";
import { isSigned, startReceiver, type Received } from "../webhook-receiver.ts";
import { setWebhookRig } from "./webhook-rig.ts";

const DAY = 24 * 60 * 60 * 1_000;
const { pauses, deliveries } = WEBHOOK_LIMITS;

/** A receiver that answers when the test says so. */
function startHeld() {
  const held = new Queue<(status: number) => void>();
  const receiver = startReceiver(() => new Promise((resolve) => held.put(resolve)));
  return { ...receiver, held };
}

function textOf({ event }: Received): unknown {
  return (event.payload.message as { content: { text: string } }).content.text;
}

describe("An event", () => {
  test("is delivered once, signed with the key that was made, and waits no longer", async () => {
    await using receiver = startReceiver();
    await using rig = await setWebhookRig();
    const webhook = await rig.subscribe(receiver);
    const id = await rig.say("c1");
    const received = await receiver.received.next();
    expect(received.event).toMatchObject({ type: "message.created", payload: { message: { id } } });
    expect(received.headers.get("webhook-id")).toBe(received.event.event_id);
    expect(received.headers.get("webhook-timestamp")).toBe(String(rig.clock.now() / 1_000));
    expect(await isSigned(received, webhook.signature_key!)).toBe(true);
    expect(await isSigned(received, `${webhook.signature_key!.slice(0, -5)}AAAA=`)).toBe(false);
    await rig.until(() => rig.waiting(webhook) === 0);
    const time = new Date(rig.clock.now()).toISOString();
    expect(rig.service().webhooks.find(webhook.id)).toMatchObject({ last_success_at: time });
    expect(receiver.received.unread).toEqual([]);
  });

  test("DELIVERY-10: that fails twice comes a third time, after 5 and 30 seconds, with the same id and the same bytes", async () => {
    let status = 500;
    await using receiver = startReceiver(() => status);
    await using rig = await setWebhookRig();
    const webhook = await rig.subscribe(receiver);
    await rig.say("c1");
    const first = await receiver.received.next();
    await rig.until(() => rig.service().webhooks.find(webhook.id).last_failure !== undefined);
    rig.clock.advance(4_999);
    expect(rig.reads.outbox.due(webhook.id, rig.clock.now(), 10)).toEqual([]);
    rig.clock.advance(1);
    const second = await receiver.received.next();
    await rig.until(() => rig.reads.outbox.due(webhook.id, Infinity, 1)[0]?.attempts === 2);
    rig.clock.advance(29_999);
    expect(rig.reads.outbox.due(webhook.id, rig.clock.now(), 10)).toEqual([]);
    status = 200;
    rig.clock.advance(1);
    const third = await receiver.received.next();
    await rig.until(() => rig.waiting(webhook) === 0);
    expect([second.body, third.body]).toEqual([first.body, first.body]);
    expect(new Set([first, second, third].map((one) => one.headers.get("webhook-id"))).size).toBe(
      1,
    );
    // Each attempt is signed with its own time.
    expect(await isSigned(third, webhook.signature_key!)).toBe(true);
    expect(third.headers.get("webhook-timestamp")).not.toBe(first.headers.get("webhook-timestamp"));
    expect(receiver.received.unread).toEqual([]);
  });

  test("DELIVERY-10: that fails for a day is given up, counted and said so, and those after it are delivered", async () => {
    let status = 503;
    await using receiver = startReceiver(() => status);
    await using rig = await setWebhookRig();
    const webhook = await rig.subscribe(receiver);
    const start = rig.clock.now();
    await rig.say("c1", "lost");
    for (const [index, pause] of pauses.entries()) {
      await receiver.received.next();
      await rig.until(
        () => rig.reads.outbox.due(webhook.id, Infinity, 1)[0]?.attempts === index + 1,
      );
      rig.clock.advance(pause);
    }
    await receiver.received.next();
    await rig.until(() => rig.waiting(webhook) === 0);
    expect((rig.clock.now() - start) / DAY).toBeCloseTo(1, 1);
    expect(rig.service().webhooks.find(webhook.id)).toMatchObject({
      status: "Subscribed",
      given_up: 1,
      last_failure: { at: new Date(rig.clock.now()).toISOString(), reason: "status_503" },
    });
    status = 200;
    await rig.say("c1", "later");
    expect(textOf(await receiver.received.next())).toBe("later");
    const told = rig.logged.map((line) => JSON.parse(line));
    expect(told).toMatchObject([
      { event: "webhook_failing", webhook: webhook.id, reason: "status_503" },
      { event: "webhook_event_given_up", webhook: webhook.id, reason: "status_503" },
    ]);
  });

  test.each([
    [0, 4_000],
    [0.5, 5_000],
    [0.999_999, 6_000],
  ])("waits a fifth more or less than its pause, by chance (%p)", async (random, pause) => {
    await using receiver = startReceiver(() => 500);
    await using rig = await setWebhookRig(() => random);
    const webhook = await rig.subscribe(receiver);
    const time = rig.clock.now();
    await rig.say("c1");
    await rig.until(() => rig.reads.outbox.nextAfter(webhook.id, time) !== undefined);
    expect(rig.reads.outbox.nextAfter(webhook.id, time)).toBe(time + pause);
  });
});

describe("Order:", () => {
  test("the events of one conversation are on their way one after another, in the order of the commits", async () => {
    await using receiver = startHeld();
    await using rig = await setWebhookRig();
    const webhook = await rig.subscribe(receiver);
    const texts = Array.from({ length: 20 }, (_, index) => `${index}`);
    for (const text of texts) await rig.say("c1", text);
    for (const text of texts) {
      const answer = await receiver.held.next();
      expect(textOf(await receiver.received.next())).toBe(text);
      expect([receiver.held.unread, receiver.received.unread]).toEqual([[], []]);
      answer(200);
    }
    await rig.until(() => rig.waiting(webhook) === 0);
  });

  test(`those of several are together, ${deliveries} at a time`, async () => {
    await using receiver = startHeld();
    await using rig = await setWebhookRig();
    const webhook = await rig.subscribe(receiver);
    for (let index = 0; index < 10; index += 1) await rig.say(`c${index}`);
    for (let sent = 0; sent < 10; sent += deliveries) {
      const answers = await receiver.held.take(Math.min(deliveries, 10 - sent));
      expect(receiver.held.unread).toEqual([]);
      for (const answer of answers) answer(200);
    }
    await rig.until(() => rig.waiting(webhook) === 0);
  });

  test("one that fails lets those behind it go first, and comes again later", async () => {
    const refused = new Set(["1"]);
    await using receiver = startReceiver((received) =>
      refused.delete(String(textOf(received))) ? 500 : 200,
    );
    await using rig = await setWebhookRig();
    const webhook = await rig.subscribe(receiver);
    for (const text of ["0", "1", "2", "3"]) await rig.say("c1", text);
    await rig.until(() => rig.waiting(webhook) === 1);
    rig.clock.advance(5_000);
    await rig.until(() => rig.waiting(webhook) === 0);
    const received = await receiver.received.take(5);
    expect(received.map(textOf)).toEqual(["0", "1", "2", "3", "1"]);
  });

  test("a receiver that hangs holds up no other, whatever waits for it", async () => {
    await using hanging = startHeld();
    await using receiver = startReceiver();
    await using rig = await setWebhookRig();
    const stuck = await rig.subscribe(hanging);
    const webhook = await rig.subscribe(receiver);
    for (let index = 0; index < 50; index += 1) await rig.say(`c${index}`);
    await rig.until(() => rig.waiting(webhook) === 0);
    await hanging.held.take(deliveries);
    expect(hanging.held.unread).toEqual([]);
    expect(rig.waiting(stuck)).toBe(50);
    // Cut after ten seconds, as every attempt is.
    rig.clock.advance(WEBHOOK_LIMITS.attempt);
    await rig.until(() => rig.service().webhooks.find(stuck.id).last_failure !== undefined);
    expect(rig.service().webhooks.find(stuck.id).last_failure).toMatchObject({ reason: "timeout" });
  });
});

describe("A conversation that changes", () => {
  async function setState(
    rig: Awaited<ReturnType<typeof setWebhookRig>>,
    state: "OPEN" | "CLOSED",
  ) {
    await rig.writer.write("setConversationState", { id: "c1", state });
  }

  test("several times before it is told is told once, as it is then", async () => {
    await using receiver = startHeld();
    await using rig = await setWebhookRig();
    await rig.say("c1");
    const webhook = await rig.subscribe(receiver);
    // Holds the conversation's lane.
    await rig.say("c1", "first");
    const answer = await receiver.held.next();
    for (const state of ["CLOSED", "OPEN", "CLOSED"] as const) await setState(rig, state);
    expect(rig.waiting(webhook)).toBe(2);
    answer(200);
    (await receiver.held.next())(200);
    await rig.until(() => rig.waiting(webhook) === 0);
    const [, update] = await receiver.received.take(2);
    expect(update?.event).toMatchObject({
      type: "conversation.updated",
      payload: { id: "c1", state: "CLOSED" },
    });
    expect(receiver.received.unread).toEqual([]);
  });

  test("while it is being told is told again, under another id, whether or not the first arrives", async () => {
    for (const status of [200, 500]) {
      await using receiver = startHeld();
      await using rig = await setWebhookRig();
      await rig.say("c1");
      const webhook = await rig.subscribe(receiver);
      await setState(rig, "CLOSED");
      const answer = await receiver.held.next();
      await setState(rig, "OPEN");
      answer(status);
      (await receiver.held.next())(200);
      await rig.until(() => rig.waiting(webhook) === 0);
      const [first, second] = await receiver.received.take(2);
      expect(first?.event.payload).toMatchObject({ state: "CLOSED" });
      expect(second?.event.payload).toMatchObject({ state: "OPEN" });
      expect(second?.event.event_id).not.toBe(first?.event.event_id);
    }
  });
});

describe("What was not delivered", () => {
  test("is after a restart, with the same id, and has used up no attempt", async () => {
    await using receiver = startHeld();
    await using rig = await setWebhookRig();
    const webhook = await rig.subscribe(receiver);
    await rig.say("c1");
    const before = await receiver.received.next();
    rig.service().stop();
    await receiver.cut.next();
    expect(rig.reads.outbox.due(webhook.id, 0, 10)).toMatchObject([{ attempts: 0 }]);
    rig.restart();
    const after = await receiver.received.next();
    expect(after.event.event_id).toBe(before.event.event_id);
    expect(after.body).toBe(before.body);
    await receiver.held.next();
    (await receiver.held.next())(200);
    await rig.until(() => rig.waiting(webhook) === 0);
  });

  test("keeps its pause over a restart", async () => {
    let status = 500;
    await using receiver = startReceiver(() => status);
    await using rig = await setWebhookRig();
    const webhook = await rig.subscribe(receiver);
    await rig.say("c1");
    await receiver.received.next();
    await rig.until(() => rig.reads.outbox.due(webhook.id, Infinity, 1)[0]?.attempts === 1);
    status = 200;
    rig.restart();
    // The other's event goes at once, so this one would have, too.
    await rig.say("c2", "other");
    expect(textOf(await receiver.received.next())).toBe("other");
    await rig.until(() => rig.waiting(webhook) === 1);
    rig.clock.advance(5_000);
    expect(textOf(await receiver.received.next())).toBe("hello");
  });

  test.each([
    ["back by a year", -365 * DAY],
    ["forward by a year", 365 * DAY],
  ])("is tried again and not given up when the clock is set %s", async (_, jump) => {
    let status = 500;
    await using receiver = startReceiver(() => status);
    await using rig = await setWebhookRig();
    const webhook = await rig.subscribe(receiver);
    await rig.say("c1");
    await receiver.received.next();
    await rig.until(() => rig.reads.outbox.due(webhook.id, Infinity, 1)[0]?.attempts === 1);
    status = 200;
    rig.clock.jump(jump);
    rig.clock.advance(10 * 60 * 1_000);
    await receiver.received.next();
    await rig.until(() => rig.waiting(webhook) === 0);
    expect(rig.service().webhooks.find(webhook.id).given_up).toBe(0);
  });

  test("is forgotten with its webhook, whose deliveries are cut", async () => {
    await using receiver = startHeld();
    await using rig = await setWebhookRig();
    const webhook = await rig.subscribe(receiver);
    await rig.say("c1");
    await rig.say("c1");
    await receiver.received.next();
    const { status } = await rig.service().webhooks.unsubscribe(webhook.id);
    expect(status).toBe("Unsubscribed");
    expect(rig.waiting(webhook)).toBe(0);
    await receiver.cut.next();
    await rig.say("c1");
    expect(receiver.received.unread).toEqual([]);
    expect(rig.logged).toEqual([]);
  });

  test("is not sent over and over while the database does not take that it has arrived", async () => {
    await using receiver = startReceiver();
    await using rig = await setWebhookRig();
    const webhook = await rig.subscribe(receiver);
    rig.failSettling(true);
    await rig.say("c1");
    await receiver.received.next();
    for (let index = 0; index < 5; index += 1) await rig.say("c2");
    expect(receiver.received.unread.length).toBeLessThanOrEqual(1);
    rig.failSettling(false);
    rig.clock.advance(5_000);
    await rig.until(() => rig.waiting(webhook) === 0);
  });
});

test("Webhooks that cannot be read are read again until they can", async () => {
  await using receiver = startReceiver();
  await using rig = await setWebhookRig();
  const webhook = await rig.subscribe(receiver);
  rig.service().stop();
  await rig.say("c1");
  const { all } = rig.reads.webhooks;
  let fails = 3;
  Object.assign(rig.reads.webhooks, {
    all() {
      if (fails-- > 0) throw new Error("a damaged page");
      return all();
    },
  });
  rig.restart();
  for (let index = 0; index < 3; index += 1) {
    expect(receiver.received.unread).toEqual([]);
    rig.clock.advance(5_000);
  }
  await receiver.received.next();
  await rig.until(() => rig.waiting(webhook) === 0);
});

test("Without a webhook nothing is asked of the outbox", async () => {
  await using rig = await setWebhookRig();
  const { due } = rig.reads.outbox;
  let asked = 0;
  Object.assign(rig.reads.outbox, {
    due: (...input: Parameters<typeof due>) => ((asked += 1), due(...input)),
  });
  await rig.say("c1");
  await rig.say("c1");
  expect([asked, rig.clock.timers]).toEqual([0, 0]);
  await using receiver = startReceiver();
  await rig.subscribe(receiver);
  await rig.say("c1");
  await receiver.received.next();
  expect(asked).toBeGreaterThan(0);
});
