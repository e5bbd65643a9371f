/** DELIVERY-3 in every order in which storing, publishing, subscribing and reading can meet. */
import { describe, expect, test } from "bun:test";
import { seededRandom } from "../random.ts";
import { Rig, type Client } from "./session-rig.ts";

const VISITORS = "/user/queue/message";
const OPERATORS = "/queue/message";
const FULL = 1 << 20;

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

/** The numbers of the MESSAGEs sent since the last time. */
function numbers({ socket }: Client, header: "offset" | "position" = "offset"): number[] {
  return socket
    .take()
    .filter((sent) => sent !== "\n")
    .filter(({ command }) => command === "MESSAGE")
    .map(({ headers }) => Number(headers[header]));
}

describe("DELIVERY-3: between the past and what is live", () => {
  test("a message that is stored and not yet out comes once, live", async () => {
    using rig = new Rig();
    for (const _ of range(1, 3)) rig.store("a");
    rig.publish(2);
    const client = await rig.connect("a");
    client.send("SUBSCRIBE", { id: "0", destination: VISITORS, offset: "0" });
    expect(numbers(client)).toEqual([1, 2]);
    rig.publish();
    expect(numbers(client)).toEqual([3]);
  });

  test("a message that is stored and not yet out comes to one who wants only what is live", async () => {
    using rig = new Rig();
    rig.say("a");
    rig.store("a");
    const client = await rig.connect("a");
    client.send("SUBSCRIBE", { id: "0", destination: VISITORS });
    expect(numbers(client)).toEqual([]);
    rig.publish();
    expect(numbers(client)).toEqual([2]);
  });

  test("one who wants only what is live hears it from the receipt on, also while it does not read", async () => {
    using rig = new Rig();
    rig.say("a");
    const client = await rig.connect("a");
    client.socket.buffered = FULL;
    client.send("SUBSCRIBE", { id: "0", destination: VISITORS, receipt: "r" });
    rig.say("a");
    client.socket.buffered = 0;
    client.session.drained();
    rig.say("a");
    expect(numbers(client)).toEqual([2, 3]);
  });

  test("what goes out between two pages comes with a later page", async () => {
    using rig = new Rig();
    for (const _ of range(1, 150)) rig.store("a");
    rig.publish();
    const client = await rig.connect("a");
    client.send("SUBSCRIBE", { id: "0", destination: VISITORS, offset: "0" });
    expect(numbers(client)).toEqual(range(1, 100));
    expect(client.socket.topics.size).toBe(0);
    rig.say("a");
    expect(numbers(client)).toEqual([]);
    rig.runDeferred();
    expect(numbers(client)).toEqual(range(101, 151));
    rig.say("a");
    expect(numbers(client)).toEqual([152]);
  });

  test("a page that ends exactly with the past is followed by what is live", async () => {
    using rig = new Rig();
    for (const _ of range(1, 100)) rig.store("a");
    rig.publish();
    const client = await rig.connect("a");
    client.send("SUBSCRIBE", { id: "0", destination: VISITORS, offset: "0" });
    rig.runDeferred();
    rig.say("a");
    expect(numbers(client)).toEqual(range(1, 101));
  });

  test("the receipt comes before the past", async () => {
    using rig = new Rig();
    rig.say("a");
    const client = await rig.connect("a");
    client.send("SUBSCRIBE", { id: "0", destination: VISITORS, offset: "0", receipt: "r" });
    const commands = client.socket.take().map((sent) => sent !== "\n" && sent.command);
    expect(commands).toEqual(["RECEIPT", "MESSAGE"]);
  });

  test("an operator's numbers are positions, and others' conversations count", async () => {
    using rig = new Rig();
    for (const conversation of ["a", "b", "a", "c"]) rig.say(conversation);
    const client = await rig.connect("operator");
    client.send("SUBSCRIBE", { id: "0", destination: OPERATORS, offset: "1" });
    rig.say("b");
    expect(numbers(client, "position")).toEqual([2, 3, 4, 5]);
  });
});

describe("DELIVERY-5: a replay", () => {
  test("sends one message at a time, and stops while there is no room for another one", async () => {
    using rig = new Rig();
    for (const _ of range(1, 20)) rig.store("a");
    rig.publish();
    const client = await rig.connect("a");
    let room = 5;
    client.socket.onSend = () => {
      room -= 1;
      if (room === 0) client.socket.buffered = FULL;
    };
    client.send("SUBSCRIBE", { id: "0", destination: VISITORS, offset: "0" });
    rig.runDeferred();
    expect(numbers(client)).toEqual(range(1, 5));
    rig.say("a");
    expect(numbers(client)).toEqual([]);
    client.socket.buffered = 0;
    client.session.drained();
    expect(numbers(client)).toEqual(range(6, 21));
  });

  test("does not begin when there is no room, and ends with its subscription", async () => {
    using rig = new Rig();
    rig.say("a");
    const client = await rig.connect("a");
    client.socket.buffered = FULL;
    client.send("SUBSCRIBE", { id: "0", destination: VISITORS, offset: "0" });
    client.send("SUBSCRIBE", { id: "1", destination: VISITORS, offset: "0" });
    expect(numbers(client)).toEqual([]);
    client.send("UNSUBSCRIBE", { id: "0" });
    client.socket.buffered = 0;
    client.session.drained();
    expect(client.socket.take()).toMatchObject([{ headers: { subscription: "1", offset: "1" } }]);
  });

  test("gives others their turn after a hundred messages", async () => {
    using rig = new Rig();
    for (const _ of range(1, 250)) rig.store("a");
    rig.publish();
    const client = await rig.connect("a");
    client.send("SUBSCRIBE", { id: "0", destination: VISITORS, offset: "0" });
    expect(numbers(client)).toHaveLength(100);
    expect(rig.deferred).toHaveLength(1);
    rig.deferred.shift()?.();
    expect(numbers(client)).toHaveLength(100);
    rig.runDeferred();
    expect(numbers(client)).toHaveLength(50);
  });

  test("that is overtaken by UNSUBSCRIBE and the same id again follows only the new one", async () => {
    using rig = new Rig();
    for (const _ of range(1, 150)) rig.store("a");
    rig.publish();
    const client = await rig.connect("a");
    client.send("SUBSCRIBE", { id: "0", destination: VISITORS, offset: "0" });
    client.send("UNSUBSCRIBE", { id: "0" });
    client.send("SUBSCRIBE", { id: "0", destination: VISITORS, offset: "140" });
    rig.runDeferred();
    expect(numbers(client)).toEqual([...range(1, 100), ...range(141, 150)]);
    rig.say("a");
    expect(numbers(client)).toEqual([151]);
  });
});

/** One subscription, and what it has to have seen in the end. */
interface Follower {
  readonly client: Client;
  readonly id: string;
  readonly header: "offset" | "position";
  readonly first: number;
  readonly seen: number[];
}

test("DELIVERY-3: in any order of steps, each subscription sees each message once and in order", async () => {
  using rig = new Rig();
  const conversations = ["a", "b"];
  const stored = new Map(conversations.map((id) => [id, 0]));
  const published = new Map(conversations.map((id) => [id, 0]));
  const waiting: string[] = [];
  const all = { stored: 0, published: 0 };

  function store(id: string): void {
    rig.store(id);
    waiting.push(id);
    stored.set(id, stored.get(id)! + 1);
    all.stored += 1;
  }

  function publish(count: number): void {
    rig.publish(count);
    for (const id of waiting.splice(0, count)) {
      published.set(id, published.get(id)! + 1);
      all.published += 1;
    }
  }

  for (let turn = 0; turn < 260; turn += 1) store(conversations[turn % 2]!);
  publish(250);

  for (let round = 1; round <= 40; round += 1) {
    const random = seededRandom(round);
    const pick = (count: number): number => Math.floor(random() * count);
    const tokens = ["a", "a", "b", "operator", "operator"];
    const clients = await Promise.all(tokens.map((token) => rig.connect(token)));
    const followers: Follower[] = [];

    const steps: (() => void)[] = [
      () => store(conversations[pick(2)]!),
      () => publish(pick(3)),
      () => rig.deferred.splice(pick(rig.deferred.length), 1)[0]?.(),
      () => {
        // The reader stops after some more messages, or reads again.
        const { socket, session } = clients[pick(clients.length)]!;
        if (socket.buffered === 0) {
          let room = pick(40);
          socket.onSend = () => {
            room -= 1;
            if (room < 0) socket.buffered = FULL;
          };
        } else {
          socket.onSend = () => undefined;
          socket.buffered = 0;
          session.drained();
        }
      },
      () => {
        const index = pick(clients.length);
        const [client, token] = [clients[index]!, tokens[index]!];
        const isOperator = token === "operator";
        const newest = isOperator ? all.published : published.get(token)!;
        const behind = random() < 0.3 ? undefined : newest - pick(Math.min(newest + 1, 200));
        const id = String(followers.length);
        client.send("SUBSCRIBE", {
          id,
          destination: isOperator ? OPERATORS : VISITORS,
          ...(behind !== undefined && { offset: String(behind), history: rig.history }),
        });
        followers.push({
          client,
          id,
          header: isOperator ? "position" : "offset",
          first: (behind ?? newest) + 1,
          seen: [],
        });
      },
    ];
    for (let step = 0; step < 80; step += 1) steps[pick(steps.length)]!();

    publish(waiting.length);
    for (const { socket, session } of clients) {
      socket.onSend = () => undefined;
      socket.buffered = 0;
      session.drained();
    }
    rig.runDeferred();
    for (const client of clients) {
      for (const sent of client.socket.take()) {
        if (sent === "\n" || sent.command !== "MESSAGE") throw new Error(JSON.stringify(sent));
        const { subscription, offset, position } = sent.headers;
        const follower = followers.find((one) => one.id === subscription && one.client === client);
        follower?.seen.push(Number(offset ?? position));
      }
    }
    for (const [index, { client, first, seen, header }] of followers.entries()) {
      const { identity } = client.session;
      const last =
        identity?.kind === "visitor" ? published.get(identity.conversationId)! : all.published;
      expect({ round, index, header, seen }).toEqual({
        round,
        index,
        header,
        seen: range(first, last),
      });
    }
    for (const { session } of clients) session.closed();
    expect(rig.hub.isEmpty).toBe(true);
  }
});
