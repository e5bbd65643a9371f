/** Two operators and many visitors at once: what the queues tell is what the lists answer. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Conversation } from "../../protocol/conversations.ts";
import type { Message } from "../../protocol/message.ts";
import { seededRandom } from "../random.ts";
import {
  startTestServer,
  type Operator,
  type TestServer,
  type Visitor,
} from "../running-server.ts";
import { NOBODY, untilSessions } from "../session-counts.ts";
import { StompPeer } from "../stomp-peer.ts";
import { OperatorView } from "./operator-view.ts";

const VISITORS = 36;
const STEPS_OF_VISITOR = 30;
const STEPS_OF_OPERATOR = 250;
/** Thousands of requests, on whatever machine. Milliseconds. */
const PATIENCE = 60_000;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(["--rate-limit", "off"]);
  await server.channel();
});
afterAll(async () => {
  await untilSessions(server, NOBODY);
  await server[Symbol.asyncDispose]();
});

/** One visitor with a window that is opened and closed, and what they have heard of their conversation. */
class Guest {
  readonly visitor: Visitor;
  readonly seen: number[] = [];
  page: string | undefined;
  /** Up to where the operators were told that they have read. */
  read = 0;
  #peer: StompPeer | undefined;
  #history = "";

  constructor(visitor: Visitor) {
    this.visitor = visitor;
  }

  get isHere(): boolean {
    return this.#peer !== undefined;
  }

  async come(): Promise<void> {
    if (this.#peer !== undefined) return;
    const peer = await StompPeer.open(server.url, "/ws.chatplugin");
    peer.send("CONNECT", { "accept-version": "1.2", Authorization: this.visitor.token });
    this.#history = (await peer.expect("CONNECTED")).headers["history"] ?? "";
    peer.send("SUBSCRIBE", {
      id: "0",
      destination: "/user/queue/message",
      offset: String(this.seen.at(-1) ?? 0),
      history: this.#history,
    });
    for (const queue of ["typing", "read", "presence"]) {
      peer.send("SUBSCRIBE", { id: queue, destination: `/user/queue/${queue}` });
    }
    this.#peer = peer;
  }

  async leave(): Promise<void> {
    const peer = this.#peer;
    if (peer === undefined) return;
    await this.settle();
    this.#peer = undefined;
    this.page = undefined;
    peer.send("DISCONNECT");
    await peer.closed();
  }

  /** Sends a frame and takes what has come up to its receipt. */
  async settle(destination?: string, body?: object): Promise<void> {
    if (this.#peer === undefined) return;
    const frames = await (destination === undefined
      ? this.#peer.settle("UNSUBSCRIBE", { id: "nothing" })
      : this.#peer.settle("SEND", { destination }, JSON.stringify(body)));
    for (const { command, headers, body: text } of frames) {
      if (command !== "MESSAGE") throw new Error(`${command}: ${headers["message"]}`);
      const event = JSON.parse(text) as { conversation_id?: string; offset?: number };
      if (event.conversation_id !== undefined) {
        expect(event.conversation_id).toBe(this.visitor.conversationId);
        this.seen.push(Number(headers["offset"]));
      }
      if (headers["destination"] === "/user/queue/read") {
        expect(event.offset).toBeLessThanOrEqual(STEPS_OF_VISITOR + STEPS_OF_OPERATOR * 2);
      }
    }
  }

  async step(random: () => number): Promise<void> {
    const choice = random();
    if (choice < 0.35) await this.visitor.send(`message ${random()}`);
    else if (choice < 0.5) await this.settle("/app/typing", { typing: random() < 0.7 });
    else if (choice < 0.65) await this.readAll();
    else if (choice < 0.8) await this.opens(`https://example.org/${Math.floor(random() * 5)}`);
    else if (choice < 0.9) await this.leave();
    else await this.come();
  }

  async readAll(): Promise<void> {
    await this.settle();
    const offset = this.seen.at(-1);
    if (offset === undefined || !this.isHere) return;
    await this.settle("/app/read", { offset });
    this.read = offset;
  }

  async opens(url: string): Promise<void> {
    if (!this.isHere) return;
    await this.settle("/app/page", { url });
    this.page = url;
  }
}

/** One step of an operator who works on what their queues have told. */
async function work(
  operator: Operator,
  view: OperatorView,
  tags: readonly string[],
  random: () => number,
): Promise<void> {
  const pick = <One>(all: readonly One[]): One | undefined =>
    all[Math.floor(random() * all.length)];
  const conversation_id = pick(view.conversationIds);
  // Nobody has written yet, as far as this operator knows: others get their turn.
  if (conversation_id === undefined) return ask("/users.list", {}, operator);
  const newest = view.messages.get(conversation_id)?.length ?? 0;
  const state = random() < 0.7 ? "CLOSED" : "OPEN";
  const tag_id = pick(tags);
  const user_id = random() < 0.5 ? operator.id : null;
  const steps: readonly (() => unknown)[] = [
    () => operator.reply(conversation_id, `answer ${random()}`),
    () => ask("/conversations.read", { conversation_id }, operator),
    () => ask("/conversations.read", { conversation_id, offset: newest }, operator),
    () => ask("/conversations.set-state", { conversation_id, state }, operator),
    () => ask("/conversations.tag", { conversation_id, tag_id }, operator),
    () => ask("/conversations.untag", { conversation_id, tag_id }, operator),
    () => ask("/conversations.assign", { conversation_id, user_id }, operator),
    () => ask("/metadata.set", { conversation_id, key: "score", value: `${random()}` }, operator),
    () => types(view, conversation_id, true),
    () => types(view, conversation_id, false),
  ];
  await pick(steps)?.();
}

function types({ peer }: OperatorView, conversation_id: string, typing: boolean): void {
  const body = JSON.stringify({ conversation_id, typing });
  peer.send("SEND", { destination: "/app/typing" }, body);
}

async function ask(path: string, body: object, { token }: Operator): Promise<void> {
  const answer = await server.post(path, body, token);
  if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
}

interface Page<One> {
  readonly data: readonly One[];
  readonly response_metadata: { readonly next_cursor: string };
}

/** All conversations as the list answers them. */
async function listAll({ token }: Operator): Promise<readonly Conversation[]> {
  const path = "/conversations.list";
  const { body } = await server.post<Page<Conversation>>(path, { page_size: 100 }, token);
  expect(body.response_metadata.next_cursor).toBe("");
  return body.data;
}

/** All messages of a conversation as the list answers them. */
async function messagesOf(conversation_id: string, { token }: Operator): Promise<Message[]> {
  const messages: Message[] = [];
  let cursor = "";
  do {
    const body = { conversation_id, page_size: 100, cursor };
    const page = await server.post<Page<Message>>("/messages.list", body, token);
    messages.unshift(...page.body.data);
    cursor = page.body.response_metadata.next_cursor;
  } while (cursor !== "");
  return messages;
}

async function newTag(name: string, operator: Operator): Promise<string> {
  const tag = { name, color: "tag-blue" };
  return (await server.post<{ id: string }>("/tags.create", tag, operator.token)).body.id;
}

function byId<One extends { readonly id: string }>(all: readonly One[]): One[] {
  return all.toSorted((one, other) => one.id.localeCompare(other.id));
}

test(
  "Two operators and many visitors at once: each view made of the queues alone is what the lists answer",
  async () => {
    const [admin, agent] = [await server.operator(), await server.agent()];
    const tags = await Promise.all(["urgent", "sales", "bug"].map((name) => newTag(name, admin)));
    const channel = await server.channel();
    const newGuest = async (): Promise<Guest> => new Guest(await server.visitor(channel));
    const guests = await Promise.all(Array.from({ length: VISITORS }, newGuest));
    await Promise.all(guests.slice(0, VISITORS / 2).map((guest) => guest.come()));
    await using first = await OperatorView.open(server.url, admin.token);
    await using second = await OperatorView.open(server.url, agent.token);
    const views = [first, second];
    const midway = Promise.withResolvers<OperatorView>();
    async function visit(guest: Guest, index: number): Promise<void> {
      const random = seededRandom(index + 1);
      for (let step = 0; step < STEPS_OF_VISITOR; step += 1) await guest.step(random);
    }
    async function serve(operator: Operator, view: OperatorView, seed: number): Promise<void> {
      const random = seededRandom(seed);
      for (let step = 0; step < STEPS_OF_OPERATOR; step += 1) {
        await work(operator, view, tags, random);
        if (operator === admin && step * 2 === STEPS_OF_OPERATOR) {
          midway.resolve(await OperatorView.open(server.url, operator.token));
        }
      }
    }
    await Promise.all([
      ...guests.map(visit),
      serve(admin, first, 1000),
      serve(agent, second, 2000),
    ]);
    await using late = await midway.promise;
    const all = [first, second, late];
    for (const view of [first, second]) {
      for (const id of view.conversationIds) types(view, id, false);
    }

    // Everybody ends what they write; some stay and some go; what they show and have read last is told to all.
    await Promise.all(
      guests.map((guest, index) => (index % 3 === 0 ? guest.leave() : guest.come())),
    );
    await Promise.all(guests.map((guest) => guest.settle("/app/typing", { typing: false })));
    await Promise.all(guests.map((guest) => guest.opens("https://example.org/end")));
    await Promise.all(guests.map((guest) => guest.readAll()));
    await Promise.all(all.map((view) => view.settle()));

    const listed = await listAll(admin);
    expect(listed.length).toBeGreaterThan(VISITORS / 2);
    expect(new Set(listed.map(({ state }) => state))).toEqual(new Set(["OPEN", "CLOSED"]));
    for (const view of views) expect(byId(view.conversations)).toEqual(byId(listed));
    for (const { id } of listed) {
      const messages = await messagesOf(id, admin);
      expect(messages.map(({ offset }) => offset)).toEqual(messages.map((_, index) => index + 1));
      for (const view of all) expect(view.messages.get(id)).toEqual(messages);
      const guest = guests.find(({ visitor }) => visitor.conversationId === id);
      const upTo = guest?.seen.at(-1) ?? 0;
      expect(guest?.seen).toEqual(messages.slice(0, upTo).map(({ offset }) => offset));
      if (guest?.isHere) expect(upTo).toBe(messages.length);
    }
    for (const { visitor, isHere, page, read } of guests) {
      const id = visitor.conversationId;
      for (const view of all) {
        expect(view.present.get(id)?.online ?? false).toBe(isHere);
        expect(view.present.get(id)?.page?.url).toBe(isHere ? page : undefined);
      }
      for (const view of views) expect(view.read.get(id) ?? 0).toBe(read);
    }
    for (const view of all) expect([...view.typing]).toEqual([]);

    await Promise.all(guests.map((guest) => guest.leave()));
    for (const view of all) {
      await view.settle();
      expect(view.present.size).toBe(0);
    }
  },
  PATIENCE,
);
