/** `/channels.connect`, `.disconnect`, `.list` and `.explore`. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Channel, ExploredChannel } from "../../protocol/channels.ts";
import { startTestServer } from "../running-server.ts";
import { StompPeer } from "../stomp-peer.ts";
import { setScene, type Scene } from "./scene.ts";
import { expectRefusal, TOKEN, UUID } from "./shapes.ts";

let scene: Scene;
beforeAll(async () => void (scene = await setScene()));
afterAll(() => scene[Symbol.asyncDispose]());

function ask<Body>(path: string, body: object = {}) {
  return scene.server.post<Body>(path, body, scene.operator.token);
}

function connect(source_channel_id: string, more: object = {}) {
  return ask<Channel>("/channels.connect", { source: "chat_plugin", source_channel_id, ...more });
}

async function explored(id: string): Promise<ExploredChannel | undefined> {
  const body = { source: "chat_plugin" };
  const answer = await ask<{ data: ExploredChannel[] }>("/channels.explore", body);
  return answer.body.data.find((channel) => channel.id === id);
}

async function listed(id: string): Promise<Channel | undefined> {
  const answer = await ask<{ data: Channel[] }>("/channels.list");
  return answer.body.data.find((channel) => channel.id === id);
}

describe("/channels.connect", () => {
  test("answers 200 with the channel the first time, 202 with the same body when it is connected", async () => {
    const first = await connect("website-identifier-42");
    expect(first.status).toBe(200);
    expect(first.body).toEqual({
      id: UUID as string,
      name: "Chat plugin",
      source: "chat_plugin",
      source_channel_id: "website-identifier-42",
    });
    const second = await connect("website-identifier-42");
    expect({ status: second.status, body: second.body }).toEqual({ status: 202, body: first.body });
  });

  // Airy Core's own rule, worked out elsewhere: SHA-1 of "chat_plugin" + the id, version and variant set.
  test.each([
    ["demo", "b7a9bb38-605d-5b80-a64d-c95a49d8a2fa"],
    ["website-identifier-42", "625c0084-1043-5727-bfd9-40366ef08a64"],
  ])(
    "gives %s a UUIDv5 of source and source_channel_id, the same on every server",
    async (name, id) => {
      expect((await connect(name)).body.id).toBe(id);
      await using another = await startTestServer();
      expect((await another.channel(name)).id).toBe(id);
    },
  );

  test("connects twenty times at once as if it were once", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => connect("at once")));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      200,
      ...Array(19).fill(202),
    ]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });

  test("tells ids apart that differ in anything but spaces around them", async () => {
    const names = ["shop", "Shop", "shop ", " shop", "sh op", "shöp", "sho\u0308p"];
    const ids = await Promise.all(names.map(async (name) => (await connect(name)).body.id));
    expect(ids[2]).toBe(ids[0]);
    expect(ids[3]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(5);
  });

  test("takes a name and a picture, keeps them when it is given none, and takes others", async () => {
    const image_url = "https://shop.example.org/logo.png";
    const { body } = await connect("named", { name: " Shop ", image_url });
    expect(body).toEqual({
      id: body.id,
      name: "Shop",
      source: "chat_plugin",
      source_channel_id: "named",
      image_url,
    });
    expect((await connect("named")).body).toEqual(body);
    const other = `${image_url}?2`;
    const renamed = await connect("named", { name: "Store", image_url: other });
    expect(renamed.status).toBe(202);
    expect(renamed.body).toEqual({ ...body, name: "Store", image_url: other });
    expect(await listed(body.id)).toEqual(renamed.body);
  });

  test("connects a disconnected channel again: 200, and its visitors' tokens work again", async () => {
    const { body: channel } = await connect("again");
    const visitor = await scene.server.visitor(channel);
    await visitor.send("before");
    await ask("/channels.disconnect", { channel_id: channel.id });
    const again = await connect("again");
    expect({ status: again.status, body: again.body }).toEqual({ status: 200, body: channel });
    expect((await visitor.send("after")).offset).toBe(2);
  });
});

describe("/channels.list and /channels.explore", () => {
  test("show a connected channel; a disconnected one is only explored", async () => {
    const { body: channel } = await connect("come and gone");
    expect(await listed(channel.id)).toEqual(channel);
    expect(await explored(channel.id)).toEqual({ ...channel, connected: true });
    await ask("/channels.disconnect", { channel_id: channel.id });
    expect(await listed(channel.id)).toBeUndefined();
    expect(await explored(channel.id)).toEqual({ ...channel, connected: false });
  });

  test("have no other key than data, and are empty on an empty server", async () => {
    await using empty = await startTestServer();
    const { token } = await empty.operator();
    const list = await empty.post("/channels.list", { source: "chat_plugin" }, token);
    const all = await empty.post("/channels.explore", { source: "chat_plugin" }, token);
    expect([list.status, list.body, all.status, all.body]).toEqual([
      200,
      { data: [] },
      200,
      { data: [] },
    ]);
  });
});

describe("/channels.disconnect", () => {
  test("answers 200 {}, 202 {} when it was disconnected already, 400 for an unknown channel", async () => {
    const { body: channel } = await connect("to be disconnected");
    const first = await ask("/channels.disconnect", { channel_id: channel.id });
    const second = await ask("/channels.disconnect", { channel_id: channel.id.toUpperCase() });
    expect([first.status, first.body, second.status, second.body]).toEqual([200, {}, 202, {}]);
    expectRefusal(await ask("/channels.disconnect", { channel_id: crypto.randomUUID() }), {
      status: 400,
      code: "unknown_channel",
    });
  });

  test("stops its visitors' tokens, both kinds, and nobody else's; deletes nothing", async () => {
    const { post } = scene.server;
    const { body: channel } = await connect("closing");
    const visitor = await scene.server.visitor(channel);
    await visitor.send("kept");
    const { token } = visitor;
    const resume = await post<{ resume_token: string }>("/chatplugin.resumeToken", {}, token);
    await ask("/channels.disconnect", { channel_id: channel.id });

    const gone = { status: 404, code: "channel_not_found" };
    const { resume_token } = resume.body;
    expectRefusal(await post("/chatplugin.send", { message: { text: "x" } }, token), gone);
    expectRefusal(await post("/chatplugin.messages", { after: 0 }, token), gone);
    expectRefusal(await post("/chatplugin.messages", { after: 1, wait: 20 }, token), gone);
    expectRefusal(await post("/chatplugin.resumeToken", {}, token), gone);
    expectRefusal(await post("/chatplugin.authenticate", { resume_token }), gone);
    expectRefusal(await post("/chatplugin.authenticate", { channel_id: channel.id }), gone);
    const config = await fetch(`${scene.server.url}/chatplugin.config?channel_id=${channel.id}`);
    expect(config.status).toBe(404);

    expect((await scene.stranger.send("still here")).offset).toBeGreaterThan(1);
    const list = await ask("/messages.list", { conversation_id: visitor.conversationId });
    expect(list.body).toMatchObject({ data: [{ content: { text: "kept" } }] });
  });

  test("lets operators answer what was said before, for when the channel is back", async () => {
    const { body: channel } = await connect("back soon");
    const visitor = await scene.server.visitor(channel);
    await visitor.send("anybody?");
    const { body } = await ask<{ resume_token: string }>("/chatplugin.resumeToken", {
      channel_id: channel.id,
      conversation_id: visitor.conversationId,
    });
    await ask("/channels.disconnect", { channel_id: channel.id });
    await scene.operator.reply(visitor.conversationId, "yes");
    await connect("back soon");
    const resumed = await scene.server.post("/chatplugin.authenticate", body);
    expect(resumed.body).toMatchObject({
      token: TOKEN,
      messages: [{ content: { text: "anybody?" } }, { content: { text: "yes" } }],
    });
  });

  test("closes its visitors' sockets at once with an ERROR, and no other socket", async () => {
    const { url } = scene.server;
    const { body: channel } = await connect("with sockets");
    const visitor = await scene.server.visitor(channel);
    using closing = await StompPeer.connect(url, "/ws.chatplugin", visitor.token);
    using other = await StompPeer.connect(url, "/ws.chatplugin", scene.visitor.token);
    using inbox = await StompPeer.connect(url, "/ws.communication", scene.operator.token);
    await ask("/channels.disconnect", { channel_id: channel.id });
    expect((await closing.expect("ERROR")).headers).toMatchObject({ code: "channel_not_found" });
    expect(await closing.closed()).toBe(1008);
    for (const peer of [other, inbox]) {
      const destination = peer === inbox ? "/queue/message" : "/user/queue/message";
      expect(await peer.settle("SUBSCRIBE", { id: "0", destination })).toEqual([]);
    }
    using late = await StompPeer.open(url, "/ws.chatplugin");
    late.send("CONNECT", { "accept-version": "1.2", Authorization: visitor.token });
    expect((await late.expect("ERROR")).headers).toMatchObject({ code: "channel_not_found" });
    expect(await late.closed()).toBe(1008);
  });

  test("answers a waiting long poll at once", async () => {
    const { body: channel } = await connect("with a long poll");
    const visitor = await scene.server.visitor(channel);
    const waiting = scene.server.post(
      "/chatplugin.messages",
      { after: 0, wait: 25 },
      visitor.token,
    );
    // Should it arrive only after the disconnect, it is refused in the same way.
    await scene.server.post("/chatplugin.messages", { after: 0 }, visitor.token);
    const start = performance.now();
    await ask("/channels.disconnect", { channel_id: channel.id });
    expectRefusal(await waiting, { status: 404, code: "channel_not_found" });
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
