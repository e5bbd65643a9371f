/** Every API endpoint with a body that it accepts, and with what it must refuse in each field. */
import type { Scene, Speaker } from "./scene.ts";

type Body = Record<string, unknown>;

export interface Endpoint {
  readonly path: string;
  /** Whose token it takes, an admin's last; none: it needs no token. */
  readonly speakers: readonly Speaker[];
  /** Asked for before each call: what a call uses up is made afresh here. */
  readonly body: (scene: Scene, speaker?: Speaker) => Body | Promise<Body>;
  /** By field, values that do not fit; `undefined` stands for the field left out. */
  readonly refused: Readonly<Record<string, readonly unknown[]>>;
}

/** Every operator, and those who may change how the server is set up. */
const OPERATORS = ["agent", "bot", "admin"] as const;
const ADMINS = ["admin"] as const;
/** Operators who have an account. */
const PEOPLE = ["agent", "admin"] as const;

const NOT_TEXT = [5, true, null, [], {}];
const BLANK = ["", " \n\t"];
const NO_NAME = [...NOT_TEXT, ...BLANK, "x".repeat(201)];
const NO_ROLE = [...NOT_TEXT, "", "owner", "Admin", "__proto__"];
const NO_ID = [...NOT_TEXT, "", "1", "not-a-uuid", "00000000-0000-0000-0000-00000000000g"];
const NO_URL = [...NOT_TEXT, "", "picture.png", "javascript:alert(1)", "data:text/html,x"];
const NO_MESSAGE = [undefined, 5, true, null, "hello"];
const NO_CURSOR = [5, {}, "x", "x".repeat(201), btoa("before:-1"), btoa("before:1; x")];
const NO_PAGE_SIZE = [0, -1, 101, 1.5, 1e300, "20", []];
const NO_COLOR = [...NOT_TEXT, "", "red", "RED", "tag-pink", "__proto__"];
const NO_KEY = [
  ...NOT_TEXT,
  "",
  ".",
  "a.",
  ".a",
  "a..b",
  "a b",
  " a",
  'a"b',
  "a\\b",
  "a\u0000b",
].concat("x".repeat(201), "a.b.c.d.e.f.g.h.i");
const NO_SHORTCUT = [
  ...NOT_TEXT,
  "",
  " ",
  "two words",
  "/hello",
  "a_b",
  "a.b",
  "👋",
  "x".repeat(41),
];
const NO_ANSWER = [...NOT_TEXT, ...BLANK, "x".repeat(4_001)];
const NO_FILTER = [...NOT_TEXT, "(", "state:", "nothing:x", "x".repeat(1_001)];
const NO_SWITCH = [5, "true", null, [], {}];
const REQUIRED = [undefined];

/** Of an event that nothing in these tests causes: nothing is sent anywhere. */
const WEBHOOK = {
  id: "0198c0de-0000-7000-8000-000000000001",
  url: "http://127.0.0.1:1/hook",
  events: ["message.updated"],
};
const NO_HEADERS = [
  ...[5, true, null, "X-A: b", []],
  ...[{ "": "x" }, { "X A": "x" }, { "X:A": "x" }, { "X-A\r\nX-B": "x" }],
  ...[{ "X-A": "x\r\nX-B: y" }, { "X-A": "\0" }, { "X-A": "ü" }, { "X-A": "x".repeat(1_001) }],
  ...[{ Host: "x" }, { "content-length": "1" }, { Connection: "x" }, { "Transfer-Encoding": "x" }],
  ...[{ "webhook-id": "x" }, { "Webhook-Signature": "x" }, { "X-Airy-Content-Signature": "x" }],
  Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`X-${index}`, "x"])),
];
const NO_EVENTS = [5, null, "message.created", {}, Array(21).fill("message.created")];
const NO_SIGNATURE_KEY = [...NOT_TEXT, "", "x".repeat(15), "x".repeat(501)];

async function subscribe({ server, tokens }: Scene): Promise<string> {
  await server.post("/webhooks.subscribe", WEBHOOK, tokens.admin);
  return WEBHOOK.id;
}

export const ENDPOINTS: readonly Endpoint[] = [
  {
    path: "/channels.connect",
    speakers: ADMINS,
    body: () => ({ source: "chat_plugin", source_channel_id: "website" }),
    refused: {
      source: [...REQUIRED, ...NOT_TEXT, "facebook", "CHAT_PLUGIN", "__proto__"],
      source_channel_id: [...REQUIRED, ...NO_NAME],
      name: NO_NAME,
      image_url: NO_URL,
    },
  },
  {
    path: "/channels.disconnect",
    speakers: ADMINS,
    body: ({ visitor }) => ({ channel_id: visitor.channel.id }),
    refused: { channel_id: [...REQUIRED, ...NO_ID] },
  },
  {
    path: "/channels.update",
    speakers: ADMINS,
    body: ({ visitor }) => ({ channel_id: visitor.channel.id, name: "Shop" }),
    refused: {
      channel_id: [...REQUIRED, ...NO_ID],
      name: NO_NAME,
      image_url: NO_URL.filter((value) => value !== null),
      config: [5, true, null, "red", [1]],
      "config.primaryColor": [5, null, "", "red; color: blue", "url(https://a.example)", "#12"],
      "config.width": ["wide", -1, null, {}, "calc(1px)"],
      "config.bubbleIcon": NO_URL,
      "config.closeMode": ["", "never", true],
      "config.hideEmojis": ["yes", 1, null],
      "config.headerText": [5, null, "x".repeat(1_001)],
      "config.businessHours": [5, null, "always"],
      "config.awayMessage": [5, null, "x".repeat(1_001)],
      "config.awayEmail": ["yes", 1, null],
      "config.preChatForm": [5, null, "name"],
      "config.consentText": [5, null, "x".repeat(1_001)],
      require_identity: ["yes", 1, null, {}],
      allowed_origins: [
        5,
        true,
        null,
        {},
        "https://shop.example.org",
        Array(51).fill("https://a.b"),
      ],
    },
  },
  {
    path: "/channels.identity",
    speakers: ADMINS,
    body: ({ visitor }) => ({ channel_id: visitor.channel.id }),
    refused: { channel_id: [...REQUIRED, ...NO_ID], rotate: ["yes", 1, null, {}] },
  },
  {
    path: "/channels.info",
    speakers: OPERATORS,
    body: ({ visitor }) => ({ channel_id: visitor.channel.id }),
    refused: { channel_id: [...REQUIRED, ...NO_ID] },
  },
  {
    path: "/channels.list",
    speakers: OPERATORS,
    body: () => ({}),
    refused: { source: [...NOT_TEXT, "facebook"] },
  },
  {
    path: "/channels.explore",
    speakers: OPERATORS,
    body: () => ({ source: "chat_plugin" }),
    refused: { source: [...REQUIRED, ...NOT_TEXT, "facebook"] },
  },
  {
    path: "/chatplugin.authenticate",
    speakers: [],
    body: ({ visitor }) => ({ channel_id: visitor.channel.id }),
    refused: {
      channel_id: [...REQUIRED, ...NO_ID],
      resume_token: [...NOT_TEXT, ""],
      identity: [5, true, null, "42"],
      "identity.user_id": [...REQUIRED, ...NOT_TEXT, ...BLANK, "x".repeat(201)],
      "identity.signature": [...REQUIRED, ...NOT_TEXT, "", "0".repeat(63), "g".repeat(64)],
    },
  },
  {
    path: "/chatplugin.send",
    speakers: ["visitor"],
    body: () => ({ message: { text: "hello" } }),
    refused: {
      id: NO_ID,
      message: NO_MESSAGE,
      "message.text": [...REQUIRED, ...NOT_TEXT, ...BLANK],
      "message.type": [...NOT_TEXT, "", "nothing", "__proto__", "constructor", "toString"],
      "message.attachment": ["a key that no message has"],
    },
  },
  {
    path: "/chatplugin.contact",
    speakers: ["visitor"],
    body: () => ({
      display_name: "Grace",
      email: "grace@example.org",
      phone: "+49 30 123456",
      fields: { order: "4711" },
      consent: "I agree.",
    }),
    refused: {
      display_name: NO_NAME,
      email: [...NOT_TEXT, "", "grace", "@example.org", "a@b", "a@b.", "a@.b", "a b@c.de"].concat(
        ...["a@b@c.de", "<a@b.de>", "a\n@b.de", "a@b.de?cc=x@y.z,", "a@b.de\u202e"],
        ...[`${"a".repeat(65)}@b.org`, `a@${"b".repeat(252)}.org`],
      ),
      phone: [...NOT_TEXT, "", "12", "none", "tel:123456", "1".repeat(41), "123\n456"],
      fields: [
        ...[5, true, null, "text", []],
        Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`f${index}`, "x"])),
      ],
      "fields.order": [...NOT_TEXT, ...BLANK, "x".repeat(1_001)],
      "fields.A": ["x"],
      "fields.a b": ["x"],
      [`fields.${"a".repeat(41)}`]: ["x"],
      "fields.email": ["x"],
      "fields.user_id": ["x"],
      "fields.verified": ["true"],
      "fields.consent_at": ["x"],
      "fields.consent_text": ["x"],
      consent: [...NOT_TEXT, ...BLANK, "x".repeat(1_001)],
    },
  },
  {
    path: "/chatplugin.resumeToken",
    speakers: ["visitor", ...OPERATORS],
    body: ({ visitor }) => ({
      channel_id: visitor.channel.id,
      conversation_id: visitor.conversationId,
    }),
    refused: { channel_id: [...REQUIRED, ...NO_ID], conversation_id: [...REQUIRED, ...NO_ID] },
  },
  {
    path: "/chatplugin.end",
    speakers: ["visitor"],
    body: () => ({}),
    refused: {},
  },
  {
    path: "/chatplugin.messages",
    speakers: ["visitor"],
    body: () => ({ after: 0 }),
    refused: {
      after: [...REQUIRED, -1, 1.5, 2 ** 53, "0", null, [], {}],
      wait: [-1, 25.1, 26, 1e300, "1", null],
      history: NO_ID,
    },
  },
  {
    path: "/users.login",
    speakers: [],
    body: ({ operator }) => ({ email: operator.email, password: operator.password }),
    refused: {
      email: [...REQUIRED, ...NOT_TEXT, "", "ada", "ada@", `${"a".repeat(250)}@example.org`],
      password: [...REQUIRED, ...NOT_TEXT, "x".repeat(1_001)],
    },
  },
  {
    path: "/users.signup",
    speakers: [],
    body: () => ({
      first_name: "Grace",
      last_name: "Hopper",
      email: "grace@example.org",
      password: "123456",
    }),
    refused: {
      first_name: [...REQUIRED, ...NO_NAME],
      last_name: [...REQUIRED, ...NO_NAME],
      email: [...REQUIRED, ...NOT_TEXT, "", "grace", "@example.org", `${"a".repeat(250)}@b.org`],
      password: [...REQUIRED, ...NOT_TEXT, "", "12345", "x".repeat(1_001)],
      setup_token: [5, null, [], {}, "x".repeat(201)],
      invitation_token: [5, null, [], {}, "x".repeat(201)],
      role: NO_ROLE,
    },
  },
  {
    path: "/users.invite",
    speakers: ADMINS,
    body: () => ({ role: "agent" }),
    refused: { role: [...REQUIRED, ...NO_ROLE], name: NO_NAME },
  },
  {
    path: "/invitations.info",
    speakers: [],
    body: async ({ server, tokens }) => {
      const body = { role: "agent" };
      const made = await server.post<{ invitation_token: string }>(
        "/users.invite",
        body,
        tokens.admin,
      );
      return { invitation_token: made.body.invitation_token };
    },
    refused: { invitation_token: [...REQUIRED, 5, true, null, [], {}, "x".repeat(201)] },
  },
  { path: "/invitations.list", speakers: ADMINS, body: () => ({}), refused: {} },
  {
    path: "/invitations.revoke",
    speakers: ADMINS,
    body: async ({ server, tokens }) => {
      const { body } = await server.post<{ id: string }>(
        "/users.invite",
        { role: "agent" },
        tokens.admin,
      );
      return { id: body.id };
    },
    refused: { id: [...REQUIRED, ...NO_ID] },
  },
  { path: "/sessions.list", speakers: PEOPLE, body: () => ({}), refused: {} },
  { path: "/sessions.end-others", speakers: PEOPLE, body: () => ({}), refused: {} },
  { path: "/users.info", speakers: OPERATORS, body: () => ({}), refused: {} },
  { path: "/users.remove-avatar", speakers: PEOPLE, body: () => ({}), refused: { id: NO_ID } },
  {
    path: "/users.list",
    speakers: OPERATORS,
    body: () => ({}),
    refused: { cursor: [...NO_CURSOR, btoa("after:1"), btoa("of:x")], page_size: NO_PAGE_SIZE },
  },
  {
    path: "/users.update",
    speakers: PEOPLE,
    body: () => ({ first_name: "Grace", last_name: "Hopper" }),
    refused: {
      id: NO_ID,
      first_name: NO_NAME,
      last_name: NO_NAME,
      email: [...NOT_TEXT, "", "grace", "@example.org", `${"a".repeat(250)}@b.org`],
      availability: [...NOT_TEXT, "", "busy", "AWAY", "__proto__"],
      role: NO_ROLE,
      password: [...NOT_TEXT, "", "12345", "x".repeat(1_001)],
      current_password: [...NOT_TEXT, "x".repeat(1_001)],
    },
  },
  {
    path: "/users.remove",
    speakers: ADMINS,
    body: async ({ server }) => ({ id: (await server.agent()).id }),
    refused: { id: [...REQUIRED, ...NO_ID] },
  },
  {
    path: "/tokens.create",
    speakers: ADMINS,
    body: () => ({ name: "A bot", role: "agent" }),
    refused: { name: [...REQUIRED, ...NO_NAME], role: [...REQUIRED, ...NO_ROLE] },
  },
  {
    path: "/tokens.list",
    speakers: ADMINS,
    body: () => ({}),
    refused: {},
  },
  {
    path: "/tokens.revoke",
    speakers: ADMINS,
    body: async ({ server }) => ({ id: (await server.bot()).id }),
    refused: { id: [...REQUIRED, ...NO_ID] },
  },
  {
    path: "/webhooks.subscribe",
    speakers: ADMINS,
    body: () => WEBHOOK,
    refused: {
      id: NO_ID,
      url: [...REQUIRED, ...NO_URL, "http://user:secret@example.org/", "https://user@example.org"],
      name: NO_NAME,
      headers: NO_HEADERS,
      events: NO_EVENTS,
      signature_key: NO_SIGNATURE_KEY,
    },
  },
  {
    path: "/webhooks.update",
    speakers: ADMINS,
    body: async (scene) => ({ id: await subscribe(scene) }),
    refused: {
      id: [...REQUIRED, ...NO_ID],
      url: [...NO_URL, "http://user:secret@example.org/", "https://user@example.org"],
      name: NO_NAME,
      headers: NO_HEADERS,
      events: NO_EVENTS,
      signature_key: NO_SIGNATURE_KEY,
    },
  },
  {
    path: "/webhooks.unsubscribe",
    speakers: ADMINS,
    body: async (scene) => ({ id: await subscribe(scene) }),
    refused: { id: [...REQUIRED, ...NO_ID] },
  },
  {
    path: "/webhooks.info",
    speakers: ADMINS,
    body: async (scene) => ({ id: await subscribe(scene) }),
    refused: { id: [...REQUIRED, ...NO_ID] },
  },
  {
    path: "/webhooks.list",
    speakers: ADMINS,
    body: () => ({}),
    refused: {},
  },
  {
    path: "/messages.send",
    speakers: OPERATORS,
    body: ({ visitor }) => ({
      conversation_id: visitor.conversationId,
      message: { text: "hello" },
    }),
    refused: {
      id: NO_ID,
      conversation_id: [...REQUIRED, ...NO_ID],
      message: NO_MESSAGE,
      "message.text": [...REQUIRED, ...NOT_TEXT, ...BLANK],
      "message.type": [...NOT_TEXT, "", "nothing", "__proto__", "constructor", "toString"],
      "message.attachment": ["a key that no message has"],
    },
  },
  {
    path: "/messages.list",
    speakers: OPERATORS,
    body: ({ visitor }) => ({ conversation_id: visitor.conversationId }),
    refused: {
      conversation_id: [...REQUIRED, ...NO_ID],
      cursor: NO_CURSOR,
      page_size: NO_PAGE_SIZE,
    },
  },
  {
    path: "/conversations.list",
    speakers: OPERATORS,
    body: () => ({}),
    refused: { cursor: NO_CURSOR, page_size: NO_PAGE_SIZE },
  },
  {
    path: "/conversations.read",
    speakers: OPERATORS,
    body: ofVisitor,
    refused: {
      conversation_id: [...REQUIRED, ...NO_ID],
      offset: [-1, 1.5, 2 ** 53, 1e300, "1", null, [], {}],
    },
  },
  {
    path: "/conversations.info",
    speakers: OPERATORS,
    body: ofVisitor,
    refused: { conversation_id: [...REQUIRED, ...NO_ID] },
  },
  {
    path: "/conversations.unread",
    speakers: OPERATORS,
    body: ofVisitor,
    refused: { conversation_id: [...REQUIRED, ...NO_ID] },
  },
  {
    path: "/conversations.pages",
    speakers: OPERATORS,
    body: ofVisitor,
    refused: { conversation_id: [...REQUIRED, ...NO_ID] },
  },
  ...["/conversations.tag", "/conversations.untag"].map((path) => ({
    path,
    speakers: OPERATORS,
    body: async (scene: Scene) => ({ ...ofVisitor(scene), tag_id: await tagOf(scene) }),
    refused: {
      conversation_id: [...REQUIRED, ...NO_ID],
      tag_id: [...REQUIRED, ...NO_ID],
    },
  })),
  {
    path: "/conversations.set-state",
    speakers: OPERATORS,
    body: (scene) => ({ ...ofVisitor(scene), state: "CLOSED" }),
    refused: {
      conversation_id: [...REQUIRED, ...NO_ID],
      state: [...REQUIRED, ...NOT_TEXT, "", "open", "closed", "SNOOZED", "__proto__"],
    },
  },
  {
    path: "/conversations.remove-state",
    speakers: OPERATORS,
    body: ofVisitor,
    refused: { conversation_id: [...REQUIRED, ...NO_ID] },
  },
  {
    path: "/conversations.update-contact",
    speakers: OPERATORS,
    body: (scene) => ({ ...ofVisitor(scene), display_name: "Grace" }),
    refused: {
      conversation_id: [...REQUIRED, ...NO_ID],
      display_name: NO_NAME,
      first_name: NO_NAME.filter((value) => value !== null),
      last_name: NO_NAME.filter((value) => value !== null),
      avatar_url: NO_URL.filter((value) => value !== null),
    },
  },
  {
    path: "/conversations.assign",
    speakers: OPERATORS,
    body: (scene) => ({ ...ofVisitor(scene), user_id: scene.agent.id }),
    refused: {
      conversation_id: [...REQUIRED, ...NO_ID],
      user_id: NO_ID.filter((value) => value !== null),
    },
  },
  {
    path: "/notes.create",
    speakers: OPERATORS,
    body: (scene) => ({ ...ofVisitor(scene), text: "They called about it" }),
    refused: {
      id: NO_ID,
      conversation_id: [...REQUIRED, ...NO_ID],
      text: [...REQUIRED, ...NOT_TEXT, ...BLANK, "x".repeat(10_001)],
    },
  },
  {
    path: "/notes.list",
    speakers: OPERATORS,
    body: ofVisitor,
    refused: {
      conversation_id: [...REQUIRED, ...NO_ID],
      cursor: NO_CURSOR,
      page_size: NO_PAGE_SIZE,
    },
  },
  {
    path: "/notes.remove",
    speakers: OPERATORS,
    body: async (scene, speaker) => ({ id: await newNote(scene, speaker) }),
    refused: { id: [...REQUIRED, ...NO_ID] },
  },
  {
    path: "/answers.create",
    speakers: OPERATORS,
    body: () => ({ shortcut: crypto.randomUUID(), text: "Hello {{visitor}}" }),
    refused: { shortcut: [...REQUIRED, ...NO_SHORTCUT], text: [...REQUIRED, ...NO_ANSWER] },
  },
  {
    path: "/answers.update",
    speakers: OPERATORS,
    body: async (scene) => ({ id: await newAnswer(scene), text: "Good day" }),
    refused: { id: [...REQUIRED, ...NO_ID], shortcut: NO_SHORTCUT, text: NO_ANSWER },
  },
  {
    path: "/answers.remove",
    speakers: OPERATORS,
    body: async (scene) => ({ id: await newAnswer(scene) }),
    refused: { id: [...REQUIRED, ...NO_ID] },
  },
  { path: "/answers.list", speakers: OPERATORS, body: () => ({}), refused: {} },
  {
    path: "/views.create",
    speakers: OPERATORS,
    body: () => ({ name: "Unread", filters: "unread_message_count:>0", shared: false }),
    refused: {
      name: [...REQUIRED, ...NO_NAME, "x".repeat(61)],
      filters: [...REQUIRED, ...NO_FILTER],
      shared: NO_SWITCH,
    },
  },
  {
    path: "/views.update",
    speakers: OPERATORS,
    body: async (scene, speaker) => ({ id: await newView(scene, speaker), shared: true }),
    refused: {
      id: [...REQUIRED, ...NO_ID],
      name: [...NO_NAME, "x".repeat(61)],
      filters: NO_FILTER,
      shared: NO_SWITCH,
    },
  },
  {
    path: "/views.remove",
    speakers: OPERATORS,
    body: async (scene, speaker) => ({ id: await newView(scene, speaker) }),
    refused: { id: [...REQUIRED, ...NO_ID] },
  },
  { path: "/views.list", speakers: OPERATORS, body: () => ({}), refused: {} },
  {
    path: "/tags.create",
    speakers: OPERATORS,
    body: () => ({ name: crypto.randomUUID(), color: "tag-red" }),
    refused: {
      name: [...REQUIRED, ...NO_NAME, "x".repeat(51)],
      color: [...REQUIRED, ...NO_COLOR],
    },
  },
  {
    path: "/tags.update",
    speakers: OPERATORS,
    body: async (scene) => ({ id: await tagOf(scene), name: "Urgent", color: "tag-blue" }),
    refused: {
      id: [...REQUIRED, ...NO_ID],
      name: [...NO_NAME, "x".repeat(51)],
      color: NO_COLOR,
    },
  },
  {
    path: "/tags.delete",
    speakers: OPERATORS,
    body: async (scene) => ({ id: await newTag(scene) }),
    refused: { id: [...REQUIRED, ...NO_ID] },
  },
  { path: "/tags.list", speakers: OPERATORS, body: () => ({}), refused: {} },
  {
    path: "/metadata.set",
    speakers: OPERATORS,
    body: (scene) => ({ ...ofVisitor(scene), key: "ad.id", value: "Grace" }),
    refused: {
      conversation_id: [...REQUIRED, ...NO_ID],
      key: [...REQUIRED, ...NO_KEY],
      value: [...REQUIRED, null, {}, { id: 1 }, [[]], [1, "one"], [null], "x".repeat(2_001)],
    },
  },
  {
    path: "/metadata.remove",
    speakers: OPERATORS,
    body: (scene) => ({ ...ofVisitor(scene), key: "ad.id" }),
    refused: { conversation_id: [...REQUIRED, ...NO_ID], key: [...REQUIRED, ...NO_KEY] },
  },
];

function ofVisitor({ visitor }: Scene): Body {
  return { conversation_id: visitor.conversationId };
}

/** The speaker's own. */
async function newNote({ server, visitor, tokens }: Scene, by: Speaker = "admin"): Promise<string> {
  const body = { conversation_id: visitor.conversationId, text: "A note" };
  const { body: made } = await server.post<{ id: string }>("/notes.create", body, tokens[by]);
  return made.id;
}

async function newAnswer({ server, operator }: Scene): Promise<string> {
  const body = { shortcut: crypto.randomUUID(), text: "Hello" };
  const { body: made } = await server.post<{ id: string }>("/answers.create", body, operator.token);
  return made.id;
}

/** The speaker's own. */
async function newView({ server, tokens }: Scene, by: Speaker = "admin"): Promise<string> {
  const body = { name: "Everything", filters: "" };
  const { body: made } = await server.post<{ id: string }>("/views.create", body, tokens[by]);
  return made.id;
}

async function newTag({ server, operator }: Scene): Promise<string> {
  const body = { name: crypto.randomUUID(), color: "tag-red" };
  const { body: made } = await server.post<{ id: string }>("/tags.create", body, operator.token);
  return made.id;
}

const tags = new WeakMap<Scene, Promise<string>>();

/** The same one each time. */
function tagOf(scene: Scene): Promise<string> {
  const known = tags.get(scene) ?? newTag(scene);
  tags.set(scene, known);
  return known;
}

/** The token that an endpoint takes, the admin's where it takes several. */
export function tokenFor({ speakers }: Endpoint, { tokens }: Scene): string | undefined {
  const speaker = speakers.at(-1);
  return speaker && tokens[speaker];
}
