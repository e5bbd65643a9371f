/** stomp/client.ts, the browser's client, against a real server that comes and goes. */
import { afterEach, describe, expect, test } from "bun:test";
import type { MessageEvent as StoredMessage } from "../../protocol/message.ts";
import { StompClient, type ClientOptions } from "../../stomp/client.ts";
import { Queue } from "../queue.ts";
import { startTestServer, type TestServer } from "../running-server.ts";
import { NOBODY, untilSessions } from "../session-counts.ts";

const DESTINATION = "/user/queue/message";

/** What a client is told, in order. */
type Told =
  | { readonly what: "up"; readonly history: string }
  | { readonly what: "down"; readonly code: string }
  | { readonly what: "ready"; readonly history: string }
  | { readonly what: "message"; readonly text: string; readonly offset: number };

interface Follower {
  readonly client: StompClient;
  readonly told: Queue<Told>;
  /** As a page keeps it: the last offset seen, in the history it was confirmed in. */
  readonly known: { offset: number; history: string | undefined };
  readonly sockets: WebSocket[];
}

const running: StompClient[] = [];
afterEach(() => {
  for (const client of running.splice(0)) client.stop();
});

function follow(
  url: string,
  token: string | (() => Promise<string>),
  options: Partial<ClientOptions> = {},
): Follower {
  const told = new Queue<Told>();
  const known: Follower["known"] = { offset: 0, history: undefined };
  const sockets: WebSocket[] = [];
  const client = new StompClient(
    {
      open() {
        const socket = new WebSocket(url.replace(/^http/, "ws") + "/ws.chatplugin", ["v12.stomp"]);
        sockets.push(socket);
        return socket;
      },
      token: () => (typeof token === "string" ? Promise.resolve(token) : token()),
      onUp: (headers) => told.put({ what: "up", history: headers.get("history") ?? "" }),
      onDown: (code) => told.put({ what: "down", code }),
      ...options,
    },
    [
      {
        destination: DESTINATION,
        headers: () => [
          ["offset", String(known.offset)],
          ...(known.history === undefined ? [] : [["history", known.history] as const]),
        ],
        onReady(connected) {
          known.history = connected.get("history");
          told.put({ what: "ready", history: known.history ?? "" });
        },
        onMessage(body, headers) {
          const { message } = JSON.parse(body) as StoredMessage;
          known.offset = Number(headers.get("offset"));
          const text = message.content.type === "text" ? message.content.text : "";
          told.put({ what: "message", text, offset: message.offset });
        },
      },
    ],
  );
  running.push(client);
  return { client, told, known, sockets };
}

function portOf({ url }: TestServer): number {
  return Number(new URL(url).port);
}

/** The next thing told that is not another failed attempt. */
async function nextBut(told: Queue<Told>, passedOver: Told["what"]): Promise<Told> {
  for (;;) {
    const next = await told.next();
    if (next.what !== passedOver) return next;
  }
}

describe("The browser's client", () => {
  test("connects, subscribes with its headers, is told that it is ready, and receives", async () => {
    await using server = await startTestServer(["--rate-limit", "off"]);
    const visitor = await server.visitor();
    await visitor.send("before ß€🎉");
    const { client, told, known } = follow(server.url, visitor.token);
    expect(client.connected).toBe(false);
    client.start();
    client.start();
    const up = await told.next();
    expect(up).toMatchObject({ what: "up", history: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(client.connected).toBe(true);
    expect(await told.next()).toEqual({ ...up, what: "ready" } as Told);
    expect(await told.next()).toEqual({ what: "message", text: "before ß€🎉", offset: 1 });
    await visitor.send("live");
    expect(await told.next()).toEqual({ what: "message", text: "live", offset: 2 });
    expect(known.offset).toBe(2);
  });

  test("DELIVERY-3: comes back when the server was started again on its port, and resumes", async () => {
    const first = await startTestServer(["--rate-limit", "off"]);
    const visitor = await first.visitor();
    const { client, told } = follow(first.url, visitor.token);
    client.start();
    const up = await told.next();
    await told.next();
    await visitor.send("one");
    expect(await told.next()).toMatchObject({ text: "one" });

    let server = first;
    let history = up.what === "up" ? up.history : "";
    for (let round = 1; round <= 3; round += 1) {
      server = await server.restart({ port: portOf(first) });
      expect(await told.next()).toEqual({ what: "down", code: "" });
      expect(client.connected).toBe(false);
      await visitor.send(`missed ${round}`);
      client.wake();
      const again = await nextBut(told, "down");
      expect(again.what).toBe("up");
      const now = again.what === "up" ? again.history : "";
      expect(now).not.toBe(history);
      history = now;
      expect(await told.next()).toEqual({ what: "ready", history });
      expect(await told.next()).toEqual({
        what: "message",
        text: `missed ${round}`,
        offset: 2 * round,
      });
      await visitor.send(`live ${round}`);
      expect(await told.next()).toMatchObject({ text: `live ${round}`, offset: 2 * round + 1 });
    }
    await using _ = server;
  });

  test("tries again by itself while the server is away", async () => {
    const first = await startTestServer(["--rate-limit", "off"]);
    const visitor = await first.visitor();
    const failed = Promise.withResolvers<void>();
    const { client, told } = follow(first.url, visitor.token, {
      onDown: () => failed.resolve(),
    });
    client.start();
    await told.next();
    await told.next();
    await using second = await first.restart({ port: portOf(first) });
    await failed.promise;
    // Nobody wakes it.
    expect((await told.next()).what).toBe("up");
    expect(second.url).toBe(first.url);
  });

  test("DELIVERY-4: is told that the history changed, and may stop then", async () => {
    await using server = await startTestServer(["--rate-limit", "off"]);
    const visitor = await server.visitor();
    const { client, told, known } = follow(server.url, visitor.token);
    known.offset = 7;
    client.start();
    expect((await told.next()).what).toBe("up");
    expect(await told.next()).toEqual({ what: "down", code: "history_changed" });
    client.stop();
    await untilSessions(server, NOBODY);
    expect(told.unread).toEqual([]);
  });

  test("is told why its token is refused, and asks for another one the next time", async () => {
    await using server = await startTestServer(["--rate-limit", "off"]);
    const visitor = await server.visitor();
    const tokens = ["bad", visitor.token];
    const { client, told } = follow(server.url, () => Promise.resolve(tokens.shift() ?? ""));
    client.start();
    expect(await told.next()).toEqual({ what: "down", code: "unauthorized" });
    client.wake();
    expect((await told.next()).what).toBe("up");
    expect(tokens).toEqual([]);
  });

  test("takes a token that cannot be had, or a socket that cannot be opened, for a failed attempt", async () => {
    await using server = await startTestServer(["--rate-limit", "off"]);
    const visitor = await server.visitor();
    let attempts = 0;
    const { client, told } = follow(server.url, () => {
      attempts += 1;
      return attempts === 1 ? Promise.reject(new Error("offline")) : Promise.resolve(visitor.token);
    });
    client.start();
    expect(await told.next()).toEqual({ what: "down", code: "" });
    client.wake();
    expect((await told.next()).what).toBe("up");

    const blocked = follow(server.url, visitor.token, {
      open() {
        throw new DOMException("the page's policy forbids it", "SecurityError");
      },
    });
    blocked.client.start();
    expect(await blocked.told.next()).toEqual({ what: "down", code: "" });
    expect(blocked.client.connected).toBe(false);
  });

  test("that is told that its channel is closed is told so", async () => {
    await using server = await startTestServer(["--rate-limit", "off"]);
    const [visitor, operator] = [await server.visitor(), await server.operator()];
    const { client, told } = follow(server.url, visitor.token);
    client.start();
    await told.next();
    await told.next();
    const body = { channel_id: visitor.channel.id };
    await server.post("/channels.disconnect", body, operator.token);
    expect(await told.next()).toEqual({ what: "down", code: "channel_not_found" });
    client.wake();
    expect(await told.next()).toEqual({ what: "down", code: "channel_not_found" });
  });
});

describe("A client that is stopped", () => {
  test("says DISCONNECT, and hears and tells nothing more", async () => {
    await using server = await startTestServer(["--rate-limit", "off"]);
    const visitor = await server.visitor();
    const { client, told, sockets } = follow(server.url, visitor.token);
    client.start();
    await told.next();
    await told.next();
    const code = new Promise((resolve) => sockets[0]!.addEventListener("close", resolve));
    client.stop();
    expect(client.connected).toBe(false);
    expect(client.send("/app/typing", "{}")).toBe(false);
    await visitor.send("not heard");
    await code;
    await untilSessions(server, NOBODY);
    expect(told.unread).toEqual([]);

    client.start();
    expect((await told.next()).what).toBe("up");
    expect((await told.next()).what).toBe("ready");
    expect(await told.next()).toMatchObject({ text: "not heard" });
    expect(sockets).toHaveLength(2);
  });

  test("while it waits for its token opens no socket", async () => {
    await using server = await startTestServer(["--rate-limit", "off"]);
    const token = Promise.withResolvers<string>();
    const { client, told, sockets } = follow(server.url, () => token.promise);
    client.start();
    client.stop();
    token.resolve((await server.visitor()).token);
    await token.promise;
    await new Promise((resolve) => setImmediate(resolve));
    expect(sockets).toEqual([]);
    expect(told.unread).toEqual([]);
  });

  test("from within what it is told stays stopped", async () => {
    await using server = await startTestServer(["--rate-limit", "off"]);
    const visitor = await server.visitor();
    await visitor.send("one");
    await visitor.send("two");
    for (const when of ["up", "message", "down"] as const) {
      const stopped = Promise.withResolvers<void>();
      const heard: string[] = [];
      const stop = (what: string): void => {
        heard.push(what);
        if (what !== when) return;
        client.stop();
        stopped.resolve();
      };
      const client = new StompClient(
        {
          open: () => new WebSocket(`${server.url.replace(/^http/, "ws")}/ws.chatplugin`),
          token: () => Promise.resolve(when === "down" ? "bad" : visitor.token),
          onUp: () => stop("up"),
          onDown: () => stop("down"),
        },
        [
          {
            destination: DESTINATION,
            headers: () => [["offset", "0"]],
            onMessage: () => stop("message"),
          },
        ],
      );
      running.push(client);
      client.start();
      await stopped.promise;
      expect(client.connected).toBe(false);
      await untilSessions(server, NOBODY);
      expect(heard).toEqual(when === "message" ? ["up", "message"] : [when]);
    }
  });
});

test("What is sent goes out when there is a session, and is refused when there is none", async () => {
  await using server = await startTestServer(["--rate-limit", "off"]);
  const visitor = await server.visitor();
  const { client, told } = follow(server.url, visitor.token);
  expect(client.send("/app/nothing", "{}")).toBe(false);
  client.start();
  await told.next();
  await told.next();
  expect(client.send("/app/nothing", "{}")).toBe(true);
  expect(await told.next()).toEqual({ what: "down", code: "not_found" });
  expect(client.send("/app/nothing", "{}")).toBe(false);
});
