/** `/channels.update` and `/channels.info`: a channel's name, its widget's look, the sites it may run on. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Channel, ChannelDetails } from "../../protocol/channels.ts";
import { CHANNEL_LIMITS } from "../../protocol/limits.ts";
import { setScene, type Scene } from "./scene.ts";
import { expectInvalid, expectRefusal } from "./shapes.ts";
import { listen, type Listener } from "./told.ts";

let scene: Scene;
let connected: Listener;
let disconnected: Listener;
beforeAll(async () => {
  scene = await setScene();
  const { server, agent } = scene;
  connected = await listen(server, agent.token, "/queue/channel/connected");
  disconnected = await listen(server, agent.token, "/queue/channel/disconnected");
});
afterAll(async () => {
  connected[Symbol.dispose]();
  disconnected[Symbol.dispose]();
  await scene[Symbol.asyncDispose]();
});

function ask<Body>(path: string, body: object) {
  return scene.server.post<Body>(path, body, scene.operator.token);
}

function update(channel_id: string, body: object) {
  return ask<ChannelDetails>("/channels.update", { channel_id, ...body });
}

async function info(channel_id: string): Promise<ChannelDetails> {
  const path = "/channels.info";
  const answer = await scene.server.post<ChannelDetails>(path, { channel_id }, scene.agent.token);
  expect(answer.status).toBe(200);
  return answer.body;
}

async function publicConfig(id: string) {
  const response = await fetch(`${scene.server.url}/chatplugin.config?channel_id=${id}`);
  return { tag: response.headers.get("etag"), body: await response.json() };
}

async function newChannel(name: string): Promise<Channel> {
  const channel = await scene.server.channel(name);
  await connected.told();
  return channel;
}

const UNKNOWN = { status: 404, code: "channel_not_found" };
const NEW = { connected: true, config: {}, allowed_origins: [], require_identity: false };

describe("/channels.info", () => {
  test("answers the channel with what only operators see, connected or not", async () => {
    const channel = await newChannel("info");
    expect(await info(channel.id.toUpperCase())).toEqual({ ...channel, ...NEW });
    await ask("/channels.disconnect", { channel_id: channel.id });
    expect(await info(channel.id)).toEqual({ ...channel, ...NEW, connected: false });
  });

  test("answers 404 for a channel that does not exist", async () => {
    expectRefusal(await ask("/channels.info", { channel_id: crypto.randomUUID() }), UNKNOWN);
  });
});

describe("/channels.update", () => {
  test("changes what is given, keeps what is not, removes a null picture, and answers the channel", async () => {
    const { id, ...channel } = await newChannel("step by step");
    const image_url = "https://shop.example.org/logo.png";
    const config = { headerText: "Hello", primaryColor: "#0a84ff" };
    const allowed_origins = ["https://shop.example.org"];
    const steps: [change: object, after: object][] = [
      [{}, {}],
      [{ name: " Shop " }, { name: "Shop" }],
      [{ image_url }, { name: "Shop", image_url }],
      [{ config }, { name: "Shop", image_url, config }],
      [{ allowed_origins }, { name: "Shop", image_url, config, allowed_origins }],
      [
        { config: { width: 400 } },
        { name: "Shop", image_url, config: { width: 400 }, allowed_origins },
      ],
      [
        { image_url: null, config: {}, allowed_origins: [] },
        { name: "Shop", config: {}, allowed_origins: [] },
      ],
      [{ require_identity: true }, { name: "Shop", require_identity: true }],
    ];
    for (const [change, after] of steps) {
      const { status, body } = await update(id, change);
      expect([status, body]).toEqual([200, { id, ...channel, ...NEW, ...after }]);
      expect(await info(id)).toEqual(body);
    }
  });

  test("is told as /queue/channel/connected when something has changed, and only then", async () => {
    const { id, ...channel } = await newChannel("told");
    await update(id, { name: "Told" });
    expect(await connected.told()).toEqual([{ id, ...channel, name: "Told" }]);
    await update(id, { config: { hideEmojis: true } });
    expect(await connected.told()).toEqual([{ id, ...channel, name: "Told" }]);
    for (const same of [
      {},
      { name: "Told" },
      { config: { hideEmojis: true } },
      { image_url: null },
    ]) {
      expect((await update(id, same)).status).toBe(200);
    }
    expect(await connected.told()).toEqual([]);
  });

  test("is what visitors' pages are told next, under another ETag", async () => {
    const { id } = await newChannel("public");
    const before = await publicConfig(id);
    const config = { welcomeMessage: "Hi", startNewConversationText: "Again", aNewerKey: [1] };
    await update(id, { name: "Shop", config, allowed_origins: ["https://shop.example.org"] });
    const after = await publicConfig(id);
    expect(after.body).toEqual({ channel_id: id, name: "Shop", config });
    expect(after.tag).not.toBe(before.tag);
    await update(id, { allowed_origins: [] });
    expect((await publicConfig(id)).tag).toBe(after.tag);
  });

  test("changes a disconnected channel too, which stays disconnected, with all of it when it is back", async () => {
    const { id } = await newChannel("away");
    await ask("/channels.disconnect", { channel_id: id });
    const change = {
      name: "Back",
      config: { hideFiles: true },
      allowed_origins: ["https://a.example"],
    };
    expect((await update(id, change)).body).toMatchObject({ ...change, connected: false });
    await scene.server.channel("away");
    expect(await info(id)).toMatchObject({ ...change, connected: true });
  });

  test("answers 404 for a channel that does not exist", async () => {
    expectRefusal(await update(crypto.randomUUID(), { name: "Shop" }), UNKNOWN);
  });

  test("is for admins: an agent and a bot are refused, and nothing changes", async () => {
    const { id, name } = await newChannel("for admins");
    for (const { token } of [scene.agent, scene.bot]) {
      const body = { channel_id: id, name: "Mine" };
      const answer = await scene.server.post("/channels.update", body, token);
      expectRefusal(answer, { status: 403, code: "forbidden" });
    }
    expect((await info(id)).name).toBe(name);
  });
});

describe("A channel's config", () => {
  test("takes the keys that the widget knows, and keeps those that it does not know", async () => {
    const { id } = await newChannel("known keys");
    const config = {
      headerText: "",
      subtitleText: "We answer within an hour",
      welcomeMessage: { text: "Hello" },
      headerTextColor: "white",
      primaryColor: "#fff",
      accentColor: "#0a84ff80",
      backgroundColor: "rgb(10, 20, 30)",
      outboundMessageColor: "hsl(210 50% 40% / 50%)",
      height: 600,
      width: "400px",
      bubbleIcon: "https://shop.example.org/bubble.svg",
      sendMessageIcon: "http://shop.example.org/send.svg",
      closeMode: "basic",
      bubbleState: "expanded",
      disableMobile: true,
      hideInputBar: false,
      language: "pt-BR",
      somethingNewer: { deep: [1, "two", null] },
    };
    expect((await update(id, { config })).body.config).toEqual(config);
  });

  test(`has ${CHANNEL_LIMITS.configBytes} bytes at most: 413 beyond, and nothing is changed`, async () => {
    const { id } = await newChannel("large");
    const config = (bytes: number) => ({ a: "x".repeat(bytes - '{"a":""}'.length) });
    expect((await update(id, { config: config(CHANNEL_LIMITS.configBytes) })).status).toBe(200);
    const before = await info(id);
    const more = { name: "Other", config: config(CHANNEL_LIMITS.configBytes + 1) };
    expectRefusal(await update(id, more), { status: 413, code: "payload_too_large" });
    expect(await info(id)).toEqual(before);
  });

  test("has no key that JavaScript would take for more than a name", async () => {
    const { id } = await newChannel("prototypes");
    const body = `{"channel_id":"${id}","config":{"__proto__":{"polluted":1},"width":1}}`;
    const answer = await scene.server.post("/channels.update", body, scene.operator.token);
    expect(answer.body).toMatchObject({ config: { width: 1 } });
    expect(Object.keys((await info(id)).config)).toEqual(["width"]);
    expect("polluted" in {}).toBe(false);
  });
});

describe("allowed_origins", () => {
  // As browsers write them in the Origin header: RFC 6454, section 6.
  test.each([
    ["https://shop.example.org", "https://shop.example.org"],
    ["https://shop.example.org/", "https://shop.example.org"],
    ["HTTPS://Shop.Example.ORG", "https://shop.example.org"],
    ["https://shop.example.org:443", "https://shop.example.org"],
    ["http://shop.example.org:80", "http://shop.example.org"],
    ["http://localhost:3000", "http://localhost:3000"],
    ["https://bücher.example", "https://xn--bcher-kva.example"],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
    ["http://[::1]:8080", "http://[::1]:8080"],
  ])("%s is stored as %s", async (given, stored) => {
    const { id } = await newChannel("origins");
    expect((await update(id, { allowed_origins: [given] })).body.allowed_origins).toEqual([stored]);
  });

  test.each([
    "",
    "*",
    "null",
    "shop.example.org",
    "//shop.example.org",
    "https://",
    "https://*.example.org",
    "https://shop.example.org/page",
    "https://shop.example.org?a",
    "https://shop.example.org#a",
    "https://user@shop.example.org",
    "https://shop.example.org https://a.example",
    "https://shop.example.org:port",
    "ftp://shop.example.org",
    "file:///etc",
    "javascript:alert(1)",
    `https://${"a".repeat(300)}`,
  ])("%p is refused with 400", async (origin) => {
    const { id } = await newChannel("origins");
    expectInvalid(await update(id, { allowed_origins: [origin] }), "allowed_origins.0");
    expect((await info(id)).allowed_origins).not.toContain(origin);
  });

  test("are listed once each, in the order in which they are given", async () => {
    const { id } = await newChannel("origins");
    const allowed_origins = ["https://b.example", "https://a.example/", "https://B.example:443"];
    const { body } = await update(id, { allowed_origins });
    expect(body.allowed_origins).toEqual(["https://b.example", "https://a.example"]);
  });
});

describe("Connecting and disconnecting", () => {
  test("are told when they change something, with the channel as it is shown to operators", async () => {
    for (const listener of [connected, disconnected]) await listener.told();
    const body = { source: "chat_plugin", source_channel_id: "come and gone" };
    const { body: channel } = await ask<Channel>("/channels.connect", body);
    expect(await connected.told()).toEqual([{ ...channel }]);
    await ask("/channels.connect", body);
    expect(await connected.told()).toEqual([]);
    await ask("/channels.connect", { ...body, name: "Renamed" });
    expect(await connected.told()).toEqual([{ ...channel, name: "Renamed" }]);
    for (const told of [[{ ...channel, name: "Renamed" }], []]) {
      await ask("/channels.disconnect", { channel_id: channel.id });
      expect(await disconnected.told()).toEqual(told);
    }
    await ask("/channels.connect", body);
    expect(await connected.told()).toEqual([{ ...channel, name: "Renamed" }]);
    expect(await disconnected.told()).toEqual([]);
  });
});
