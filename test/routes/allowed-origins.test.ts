/** A channel that names the sites it may run on: pages of others are refused, over HTTP and websockets. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Channel } from "../../protocol/channels.ts";
import { foreignOrigin } from "../../routes/cors.ts";
import type { Visitor } from "../running-server.ts";
import { StompPeer } from "../stomp-peer.ts";
import { setScene, type Scene } from "./scene.ts";
import { expectRefusal } from "./shapes.ts";
import { resumeTokenOf } from "./visitor-api.ts";

const SHOP = "https://shop.example.org";
const BLOG = "http://blog.example.org:8080";
const NOT_ALLOWED = { status: 403, code: "origin_not_allowed" };

/** Origins of pages that are none of the two. */
const OTHERS = [
  "https://evil.example",
  "http://shop.example.org",
  "https://shop.example.org:8443",
  "https://www.shop.example.org",
  "https://shop.example.org.evil.example",
  "http://blog.example.org",
  "null",
];

let scene: Scene;
let channel: Channel;
let visitor: Visitor;
let resumeToken: string;
beforeAll(async () => {
  scene = await setScene();
  channel = await scene.server.channel("with sites");
  visitor = await scene.server.visitor(channel);
  await visitor.send("hello");
  resumeToken = await resumeTokenOf(scene.server, visitor.token);
  await allow(channel, [SHOP, BLOG]);
});
afterAll(() => scene[Symbol.asyncDispose]());

async function allow({ id }: Channel, allowed_origins: string[]): Promise<void> {
  const body = { channel_id: id, allowed_origins };
  const { status } = await scene.server.post("/channels.update", body, scene.operator.token);
  expect(status).toBe(200);
}

interface Request {
  readonly path: string;
  readonly body?: object;
  readonly token?: string;
}

/** Each endpoint of the plugin, as the restricted channel's visitor would ask it. */
function requests(): Request[] {
  const { token } = visitor;
  return [
    { path: "/chatplugin.authenticate", body: { channel_id: channel.id } },
    { path: "/chatplugin.authenticate", body: { resume_token: resumeToken } },
    { path: "/chatplugin.send", body: { message: { text: "hello" } }, token },
    { path: "/chatplugin.contact", body: { email: "ada@example.org" }, token },
    { path: "/chatplugin.messages", body: { after: 0 }, token },
    { path: "/chatplugin.resumeToken", body: {}, token },
    { path: `/chatplugin.config?channel_id=${channel.id}` },
  ];
}

async function ask({ path, body, token }: Request, headers: Record<string, string>) {
  const response = await fetch(`${scene.server.url}${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      ...(body !== undefined && { "Content-Type": "application/json" }),
      ...(token !== undefined && { Authorization: token }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

async function lastOffset(): Promise<number> {
  const body = { conversation_id: visitor.conversationId };
  const list = await scene.server.post<{ data: { offset: number }[] }>(
    "/messages.list",
    body,
    scene.operator.token,
  );
  return list.body.data.at(-1)?.offset ?? 0;
}

describe("Over HTTP", () => {
  test("a page of another origin is refused with 403, may not read that, and changes nothing", async () => {
    const before = await lastOffset();
    for (const request of requests()) {
      for (const origin of OTHERS) {
        const answer = await ask(request, { Origin: origin });
        expectRefusal(answer, NOT_ALLOWED);
        expect(answer.headers.get("access-control-allow-origin")).toBeNull();
        expect(answer.headers.get("vary")).toBe("Origin");
      }
    }
    expect(await lastOffset()).toBe(before);
  });

  test("a page of an origin that is listed is answered, and only that origin may read it", async () => {
    for (const request of requests()) {
      for (const origin of [SHOP, BLOG]) {
        const answer = await ask(request, { Origin: origin });
        expect({ request, status: answer.status }).toEqual({ request, status: 200 });
        expect(answer.headers.get("access-control-allow-origin")).toBe(origin);
        expect(answer.headers.get("vary")).toBe("Origin");
        expect(answer.headers.get("access-control-expose-headers")).toContain("Parley-History");
      }
    }
  });

  test("who is no page (no Origin) is answered, and the server's own pages, with no leave for others", async () => {
    for (const request of requests()) {
      for (const headers of [{}, { Origin: scene.server.url }] as Record<string, string>[]) {
        const answer = await ask(request, headers);
        expect({ request, status: answer.status }).toEqual({ request, status: 200 });
        expect(answer.headers.get("access-control-allow-origin")).toBeNull();
      }
    }
  });

  test("the preflight, which names no channel, is answered to everybody", async () => {
    const { status, headers } = await fetch(`${scene.server.url}/chatplugin.send`, {
      method: "OPTIONS",
      headers: { Origin: "https://evil.example", "Access-Control-Request-Method": "POST" },
    });
    expect([status, headers.get("access-control-allow-origin")]).toEqual([204, "*"]);
  });

  test("an operator gets a resume token on the visitor's behalf from wherever they work", async () => {
    const body = { channel_id: channel.id, conversation_id: visitor.conversationId };
    const request = { path: "/chatplugin.resumeToken", body, token: scene.agent.token };
    expect((await ask(request, { Origin: "https://crm.example" })).status).toBe(200);
  });

  test("nothing is different for the visitors of a channel that lists no origins", async () => {
    const { token, channel: other } = scene.visitor;
    for (const request of [
      { path: "/chatplugin.authenticate", body: { channel_id: other.id } },
      { path: "/chatplugin.messages", body: { after: 0 }, token },
      { path: `/chatplugin.config?channel_id=${other.id}` },
    ]) {
      const answer = await ask(request, { Origin: "https://evil.example" });
      expect(answer.status).toBe(200);
      expect(answer.headers.get("access-control-allow-origin")).toBe("*");
      expect(answer.headers.get("vary")).toBeNull();
    }
  });
});

describe("Over a websocket", () => {
  async function connect(origin: string | undefined, token = visitor.token): Promise<string> {
    using peer = await StompPeer.openFrom(scene.server.url, "/ws.chatplugin", origin);
    peer.send("CONNECT", { "accept-version": "1.2", Authorization: token });
    const { command, headers } = await peer.frame();
    if (command !== "ERROR") return command;
    expect(await peer.closed()).toBe(1008);
    return headers["code"] ?? "";
  }

  test.each(OTHERS)("a page of %s is refused with an ERROR and 1008", async (origin) => {
    expect(await connect(origin)).toBe("origin_not_allowed");
  });

  test("a page of an origin that is listed, one of the server's own, and who is no page are let in", async () => {
    for (const origin of [SHOP, BLOG, scene.server.url, undefined]) {
      expect([origin, await connect(origin)]).toEqual([origin, "CONNECTED"]);
    }
  });

  test("other channels' visitors and operators are let in from everywhere", async () => {
    expect(await connect("https://evil.example", scene.visitor.token)).toBe("CONNECTED");
    const { url } = scene.server;
    using peer = await StompPeer.openFrom(url, "/ws.communication", "https://evil.example");
    peer.send("CONNECT", { "accept-version": "1.2", Authorization: scene.agent.token });
    await peer.expect("CONNECTED");
  });

  test("a new list ends its visitors' sessions, so that each comes back to be asked; no other does", async () => {
    const { url } = scene.server;
    const changing = await scene.server.channel("changing");
    const before = await scene.server.visitor(changing);
    const open = () => StompPeer.connect(url, "/ws.chatplugin", before.token);
    using first = await open();
    using other = await StompPeer.connect(url, "/ws.chatplugin", scene.visitor.token);
    await allow(changing, [SHOP]);
    expect((await first.expect("ERROR")).headers).toMatchObject({ code: "origin_not_allowed" });
    expect(await first.closed()).toBe(1008);
    using second = await open();
    await allow(changing, [SHOP]);
    await allow(changing, []);
    for (const peer of [second, other]) {
      const destination = "/user/queue/message";
      expect(await peer.settle("SUBSCRIBE", { id: "0", destination })).toEqual([]);
    }
  });
});

test("The list holds from the moment that it is answered, and until it is emptied", async () => {
  const changing = await scene.server.channel("at once");
  const { token, send } = await scene.server.visitor(changing);
  await send("hello");
  const request = { path: "/chatplugin.messages", body: { after: 0 }, token };
  const from = async (Origin: string) => (await ask(request, { Origin })).status;
  for (const [list, shop, blog] of [
    [[SHOP], 200, 403],
    [[BLOG], 403, 200],
    [[], 200, 200],
  ] as const) {
    await allow(changing, [...list]);
    expect([await from(SHOP), await from(BLOG)]).toEqual([shop, blog]);
  }
});

describe("A page is one of the server's own", () => {
  const table: [
    origin: string | null,
    host: string,
    publicOrigin: string | undefined,
    own: boolean,
  ][] = [
    ["https://chat.example.org", "chat.example.org", undefined, true],
    ["http://localhost:8080", "localhost:8080", undefined, true],
    ["http://[::1]:8080", "[::1]:8080", undefined, true],
    [null, "chat.example.org", undefined, true],
    // Behind a proxy that asks for another host.
    ["https://chat.example.org", "10.0.0.7:8080", "https://chat.example.org", true],
    ["http://10.0.0.7:8080", "10.0.0.7:8080", "https://chat.example.org", true],
    ["https://chat.example.org", "10.0.0.7:8080", undefined, false],
    ["http://chat.example.org", "10.0.0.7:8080", "https://chat.example.org", false],
    ["https://evil.example", "chat.example.org", "https://chat.example.org", false],
    ["https://chat.example.org:8443", "chat.example.org", undefined, false],
    ["null", "chat.example.org", undefined, false],
    ["ftp://chat.example.org", "chat.example.org", undefined, false],
    ["", "chat.example.org", undefined, false],
  ];
  test.each(table)("with the Origin %p, the host %s and the public URL %s: %p", (...row) => {
    const [origin, host, publicOrigin, own] = row;
    const foreign = foreignOrigin((name) => ({ origin, host })[name], publicOrigin);
    expect(foreign).toBe(own ? undefined : (origin ?? undefined));
  });
});
