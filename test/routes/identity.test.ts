/** People whom a site vouches for: the secret, the signature, one conversation on all devices, the switch. */
import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Authenticated } from "../../protocol/chatplugin.ts";
import type { Channel, ChannelDetails } from "../../protocol/channels.ts";
import type { Conversation } from "../../protocol/conversations.ts";
import { claimsOf, type Answer } from "../running-server.ts";
import { StompPeer } from "../stomp-peer.ts";
import { setScene, type Scene } from "./scene.ts";
import { expectRefusal } from "./shapes.ts";
import { resumeTokenOf } from "./visitor-api.ts";

let scene: Scene;
beforeAll(async () => void (scene = await setScene()));
afterAll(() => scene[Symbol.asyncDispose]());

const REFUSED = { status: 403, code: "identity_refused" };
const REQUIRED = { status: 403, code: "identity_required" };
const UNAUTHORIZED = { status: 401, code: "unauthorized" };

interface Site {
  readonly channel: Channel;
  readonly secret: string;
}

async function newSite(name: string): Promise<Site> {
  const channel = await scene.server.channel(name);
  return { channel, secret: await secretOf(channel) };
}

async function secretOf({ id }: Channel, rotate?: boolean): Promise<string> {
  const body = { channel_id: id, ...(rotate && { rotate }) };
  const answer = await asAdmin<{ secret: string }>("/channels.identity", body);
  expect(answer.status).toBe(200);
  expect(Object.keys(answer.body)).toEqual(["secret"]);
  return answer.body.secret;
}

function asAdmin<Body>(path: string, body: object): Promise<Answer<Body>> {
  return scene.server.post<Body>(path, body, scene.tokens.admin);
}

function sign(secret: string, user_id: string): { user_id: string; signature: string } {
  return { user_id, signature: createHmac("sha256", secret).update(user_id).digest("hex") };
}

function enter({ channel, secret }: Site, userId: string, more: object = {}) {
  const body = { channel_id: channel.id, identity: sign(secret, userId), ...more };
  return scene.server.post<Authenticated>("/chatplugin.authenticate", body);
}

/** The conversation and what has been said in it, for somebody with a right signature. */
async function entered(site: Site, userId: string, more: object = {}) {
  const { status, body } = await enter(site, userId, more);
  expect(status).toBe(200);
  const texts = body.messages.map(({ content }) => ("text" in content ? content.text : ""));
  return { token: body.token, conversationId: claimsOf(body.token).sub ?? "", texts };
}

async function say(token: string, text: string): Promise<void> {
  const { status } = await scene.server.post("/chatplugin.send", { message: { text } }, token);
  expect(status).toBe(200);
}

async function seenByOperators(conversationId: string): Promise<Conversation> {
  const body = { conversation_id: conversationId };
  return (await asAdmin<Conversation>("/conversations.info", body)).body;
}

async function requireIdentity({ channel }: Site, require_identity: boolean): Promise<void> {
  const body = { channel_id: channel.id, require_identity };
  const answer = await asAdmin<ChannelDetails>("/channels.update", body);
  expect(answer.body.require_identity).toBe(require_identity);
}

describe("The secret", () => {
  test("is made when it is first asked for, is each channel's own, and stays until it is rotated", async () => {
    const { channel, secret } = await newSite("secret");
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(await secretOf(channel)).toBe(secret);
    expect((await newSite("another secret")).secret).not.toBe(secret);
    const next = await secretOf(channel, true);
    expect(next).not.toBe(secret);
    expect(await secretOf(channel)).toBe(next);
  });

  test("is nobody's but admins': not in the channel, the public config, the lists or the log", async () => {
    const { channel, secret } = await newSite("kept");
    const found = [
      await asAdmin("/channels.info", { channel_id: channel.id }),
      await asAdmin("/channels.list", {}),
      await asAdmin("/channels.update", { channel_id: channel.id, name: "Kept" }),
    ].map(({ body }) => JSON.stringify(body));
    const config = await fetch(`${scene.server.url}/chatplugin.config?channel_id=${channel.id}`);
    found.push(await config.text(), ...scene.server.logged);
    expect(found.filter((text) => text.includes(secret))).toEqual([]);
    const body = { channel_id: channel.id };
    const asked = await scene.server.post("/channels.identity", body, scene.tokens.agent);
    expectRefusal(asked, { status: 403, code: "forbidden" });
  });

  test("of a channel that does not exist is 404", async () => {
    const asked = await asAdmin("/channels.identity", { channel_id: crypto.randomUUID() });
    expectRefusal(asked, { status: 404, code: "channel_not_found" });
  });
});

describe("A person", () => {
  test("is in the same conversation on every device, also before it has a message", async () => {
    const site = await newSite("devices");
    const first = await entered(site, "42");
    const second = await entered(site, "42");
    expect(second.conversationId).toBe(first.conversationId);
    await say(first.token, "from the phone");
    await say(second.token, "from the desk");
    expect((await entered(site, "42")).texts).toEqual(["from the phone", "from the desk"]);
  });

  test("whose devices all come at once is in one conversation all the same", async () => {
    const site = await newSite("at once");
    const all = await Promise.all(Array.from({ length: 20 }, () => entered(site, "at once")));
    expect(new Set(all.map(({ conversationId }) => conversationId)).size).toBe(1);
  });

  test("is another one in another channel, and so is another user_id", async () => {
    const [site, other] = [await newSite("mine"), await newSite("theirs")];
    const found = [
      await entered(site, "42"),
      await entered(other, "42"),
      await entered(site, "43"),
      await entered(site, "42 "),
      await entered(site, "Ünï 🙂"),
    ];
    expect(new Set(found.map(({ conversationId }) => conversationId)).size).toBe(5);
  });

  test("is told to operators as verified, in the contact and in the metadata; nobody else is", async () => {
    const site = await newSite("told");
    const { token, conversationId } = await entered(site, "42");
    await say(token, "hello");
    const { contact, metadata } = await seenByOperators(conversationId);
    expect(contact).toMatchObject({ user_id: "42", verified: true });
    expect(metadata).toEqual({ contact: { user_id: "42", verified: true } });
    const filters = `metadata.contact.user_id:42 AND id:${conversationId}`;
    const list = await asAdmin<{ data: unknown[] }>("/conversations.list", { filters });
    expect(list.body.data).toHaveLength(1);
    const stranger = await seenByOperators(scene.stranger.conversationId);
    expect(Object.keys(stranger.contact)).toEqual(["id", "display_name"]);
    expect(stranger.metadata).toEqual({});
  });

  test("stays verified through the resume token, the visitor's own and an operator's", async () => {
    const site = await newSite("resumed");
    const { token, conversationId } = await entered(site, "42");
    await say(token, "hello");
    const body = { channel_id: site.channel.id, conversation_id: conversationId };
    await requireIdentity(site, true);
    for (const resume_token of [
      await resumeTokenOf(scene.server, token),
      await resumeTokenOf(scene.server, scene.tokens.agent, body),
    ]) {
      const resumed = await scene.server.post<Authenticated>("/chatplugin.authenticate", {
        resume_token,
      });
      expect(resumed.status).toBe(200);
      expect(claimsOf(resumed.body.token)).toMatchObject({ sub: conversationId, user_id: "42" });
    }
  });
});

describe("A signature", () => {
  test("that is another person's, another channel's, or none is refused and begins nothing", async () => {
    const site = await newSite("refused");
    const other = await newSite("refused elsewhere");
    const good = sign(site.secret, "42");
    for (const identity of [
      { ...good, user_id: "43" },
      { ...good, signature: "0".repeat(64) },
      sign(other.secret, "42"),
      sign("", "42"),
    ]) {
      const body = { channel_id: site.channel.id, identity };
      expectRefusal(await scene.server.post("/chatplugin.authenticate", body), REFUSED);
    }
    const unasked = await scene.server.channel("nobody has asked for its secret");
    const body = { channel_id: unasked.id, identity: sign("", "42") };
    expectRefusal(await scene.server.post("/chatplugin.authenticate", body), REFUSED);
  });

  test("in capitals is the same", async () => {
    const site = await newSite("capitals");
    const { user_id, signature } = sign(site.secret, "42");
    const identity = { user_id, signature: signature.toUpperCase() };
    const body = { channel_id: site.channel.id, identity };
    expect((await scene.server.post("/chatplugin.authenticate", body)).status).toBe(200);
  });

  test("of a secret that was replaced is refused, and the tokens that it gave are good no longer", async () => {
    const site = await newSite("rotated");
    const { token } = await entered(site, "42");
    const resume_token = await resumeTokenOf(scene.server, token);
    using peer = await StompPeer.connect(scene.server.url, "/ws.chatplugin", token);
    const secret = await secretOf(site.channel, true);
    expect((await peer.expect("ERROR")).headers["code"]).toBe("unauthorized");
    expectRefusal(await enter(site, "42"), REFUSED);
    const said = await scene.server.post("/chatplugin.send", { message: { text: "hi" } }, token);
    expectRefusal(said, UNAUTHORIZED);
    const resumed = await scene.server.post("/chatplugin.authenticate", { resume_token });
    expectRefusal(resumed, UNAUTHORIZED);
    expect((await enter({ ...site, secret }, "42")).status).toBe(200);
  });
});

describe("What was written before anybody vouched for them", () => {
  test("becomes the person's when they have no conversation, by its resume token", async () => {
    const site = await newSite("claimed");
    const visitor = await scene.server.visitor(site.channel);
    await visitor.send("before signing in");
    const resume_token = await resumeTokenOf(scene.server, visitor.token);
    const person = await entered(site, "42", { resume_token });
    expect(person.conversationId).toBe(visitor.conversationId);
    expect(person.texts).toEqual(["before signing in"]);
    const { contact, metadata } = await seenByOperators(visitor.conversationId);
    expect(contact).toMatchObject({ user_id: "42", verified: true });
    expect(metadata).toEqual({ contact: { user_id: "42", verified: true } });
    // Once it is somebody's it is nobody else's.
    const next = await entered(site, "43", { resume_token });
    expect(next.texts).toEqual([]);
    expect(next.conversationId).not.toBe(visitor.conversationId);
  });

  test("stays where it is when they have one already, or when it is of another channel", async () => {
    const site = await newSite("not claimed");
    const first = await entered(site, "42");
    await say(first.token, "mine");
    const visitor = await scene.server.visitor(site.channel);
    await visitor.send("anonymous");
    const resume_token = await resumeTokenOf(scene.server, visitor.token);
    expect((await entered(site, "42", { resume_token })).texts).toEqual(["mine"]);
    const elsewhere = await newSite("not claimed elsewhere");
    expect((await entered(elsewhere, "42", { resume_token })).texts).toEqual([]);
    expect((await entered(site, "44", { resume_token: "no token at all" })).texts).toEqual([]);
    expect((await seenByOperators(visitor.conversationId)).contact).not.toHaveProperty("user_id");
  });
});

describe("A channel that demands an identity", () => {
  test("lets in nobody whom the site does not vouch for, also with what they had before", async () => {
    const site = await newSite("demanding");
    const visitor = await scene.server.visitor(site.channel);
    await visitor.send("before it was demanded");
    const resume_token = await resumeTokenOf(scene.server, visitor.token);
    using peer = await StompPeer.connect(scene.server.url, "/ws.chatplugin", visitor.token);
    await requireIdentity(site, true);
    expect((await peer.expect("ERROR")).headers["code"]).toBe("identity_required");
    const authenticate = "/chatplugin.authenticate";
    const begun = await scene.server.post(authenticate, { channel_id: site.channel.id });
    expectRefusal(begun, REQUIRED);
    expectRefusal(await scene.server.post(authenticate, { resume_token }), REQUIRED);
    for (const [path, body] of [
      ["/chatplugin.send", { message: { text: "hi" } }],
      ["/chatplugin.messages", { after: 0 }],
      ["/chatplugin.resumeToken", {}],
      ["/chatplugin.end", {}],
    ] as const) {
      expectRefusal(await scene.server.post(path, body, visitor.token), REQUIRED);
    }
    using refused = await StompPeer.open(scene.server.url, "/ws.chatplugin");
    refused.send("CONNECT", { Authorization: visitor.token, "accept-version": "1.2" });
    expect((await refused.expect("ERROR")).headers["code"]).toBe("identity_required");
    const person = await entered(site, "42", { resume_token });
    expect(person.texts).toEqual(["before it was demanded"]);
    await say(person.token, "and now");
    await requireIdentity(site, false);
    expect((await scene.server.post(authenticate, { resume_token })).status).toBe(200);
  });
});

describe("Another conversation", () => {
  test("follows one that is closed, when it is asked for; everybody is in the new one then", async () => {
    const site = await newSite("anew");
    const first = await entered(site, "42");
    await say(first.token, "the first one");
    expect((await entered(site, "42", { starts_new: true })).texts).toEqual(["the first one"]);
    await scene.server.post("/chatplugin.end", {}, first.token);
    expect((await entered(site, "42")).texts).toEqual(["the first one"]);
    const asked = { starts_new: true };
    const both = await Promise.all([entered(site, "42", asked), entered(site, "42", asked)]);
    expect(both[0].conversationId).toBe(both[1].conversationId);
    expect(both[0].conversationId).not.toBe(first.conversationId);
    expect((await entered(site, "42")).conversationId).toBe(both[0].conversationId);
    expect((await seenByOperators(first.conversationId)).contact.user_id).toBe("42");
  });
});
