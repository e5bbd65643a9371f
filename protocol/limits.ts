/** Every limit that a client can meet, in one place. Bytes are octets, times are milliseconds. */

const SECOND = 1_000;
const DAY = 24 * 60 * 60 * SECOND;

/** The largest request body, and the largest body of a STOMP frame. */
export const MESSAGE_BYTES = 64 * 1024;

export const STOMP_LIMITS = {
  bodyBytes: MESSAGE_BYTES,
  headBytes: 8 * 1024,
  headers: 64,
  subscriptions: 32,
  /** In characters: the id is part of every frame sent to it. */
  subscriptionIdLength: 128,
  connectTimeout: 10 * SECOND,
  /** Unsent data of one session, in bytes. */
  unsentBytes: 1024 * 1024,
} as const;

/** CONNECTED's `heart-beat`: the server can send one a second, and wants one in ten. */
export const HEART_BEAT = { send: SECOND, expect: 10 * SECOND } as const;

/** Websocket sessions and waiting long polls that one address may hold at a time. */
export const SESSIONS_PER_ADDRESS = 200;

/** How many API tokens, and how many open invitations, there may be. */
export const API_TOKENS_MAX = 100;
export const INVITATIONS_MAX = 100;

/** How long an invitation makes an account. */
export const INVITATION_LIFETIME = 7 * DAY;

export interface Rate {
  readonly count: number;
  readonly window: number;
}

export const RATES = {
  /** Messages of one visitor. */
  visitorMessages: { count: 20, window: 10 * SECOND },
  /** What one visitor says about themselves. */
  visitorContacts: { count: 20, window: 10 * SECOND },
  /** What one websocket session SENDs. */
  sends: { count: 60, window: 10 * SECOND },
  /** `/chatplugin.authenticate` of one address. */
  authenticate: { count: 60, window: 60 * SECOND },
  /** Uploads of one visitor, and of one address. */
  visitorUploads: { count: 10, window: 60 * SECOND },
  addressUploads: { count: 60, window: 600 * SECOND },
  /** Wrong passwords or setup tokens of one account and of one address. */
  wrongPasswords: { count: 10, window: 60 * SECOND },
} as const satisfies Record<string, Rate>;

/** Who says that they type is taken to do so for this long; more of them at a time end the first ones. */
export const TYPING = { lasts: 6 * SECOND, atATime: 10_000 } as const;

/** Visitors' comings, pages and goings that an operator is told of in a second; more of them wait. */
export const PRESENCE_EVENTS = 1_000;

/** Pages that visitors have opened: how many of a conversation are kept, and how many wait to be stored. */
export const PAGE_VISITS = { perConversation: 50, atATime: 2_000 } as const;
/** What is gathered in a second of what visitors have seen. */
export const SIGHTINGS = { atATime: 5_000 } as const;

/** How long a token is good for. */
export const TOKEN_LIFETIMES = { visitor: DAY, resume: 90 * DAY, operator: 30 * DAY } as const;

export const PAGE_SIZE_DEFAULT = 20;
export const PAGE_SIZE_MAX = 100;

/** The newest messages that a resumed conversation starts with. */
export const RESUMED_MESSAGES = 100;

/** How long `/chatplugin.messages` waits at most, in seconds. */
export const LONG_POLL_SECONDS = 25;

export const TEXT_LIMITS = {
  name: 200,
  email: 254,
  userAgent: 300,
  password: 1_000,
  url: 2_048,
  language: 35,
} as const;

export const AVATAR_BYTES = 1024 * 1024;

/** Logins of an account that are listed, the newest. */
export const LOGINS_LISTED = 100;

export const FILE_LIMITS = {
  /** Of one file. */
  bytes: 10 * 1024 * 1024,
  /** Of all files that the visitor of one conversation sends. */
  conversationBytes: 100 * 1024 * 1024,
  nameLength: 150,
  /** Uploads that are on their way, of one address and in all. */
  atATimePerAddress: 8,
  atATime: 200,
  /** How long one may take: the largest at 12 KB a second. */
  time: 900 * SECOND,
} as const;

/** A text's length is in UTF-16 units. */
export const NOTE_LIMITS = { textLength: 10_000, perConversation: 1_000 } as const;

/** Lengths are in UTF-16 units. */
/** Views of one operator's own, and all that are shared. */
export const VIEW_LIMITS = { owned: 100, shared: 200, nameLength: 60 } as const;

export const CANNED_ANSWER_LIMITS = {
  answers: 300,
  shortcutLength: 40,
  textLength: 4_000,
} as const;

/** Operators that are named of those who have a conversation open. */
export const VIEWERS_NAMED = 20;

export const TAG_LIMITS = { tags: 200, perConversation: 20, nameLength: 50 } as const;

/** `bytes`: of all metadata of a conversation; the others of one key and one value. */
export const METADATA_LIMITS = {
  bytes: 16 * 1024,
  depth: 8,
  keyLength: 200,
  textLength: 2_000,
  items: 50,
} as const;

/** What a visitor says about themselves; lengths in UTF-16 units. */
export const CONTACT_LIMITS = { fields: 10, answerLength: 1_000, consentLength: 1_000 } as const;

export const CHANNEL_LIMITS = { configBytes: 16 * 1024, origins: 50 } as const;

/** Of the widget's settings: stretches of the week, what a select offers, words on one line. */
export const SETTINGS_LIMITS = { hours: 50, options: 30, labelLength: 200 } as const;

export const WEBHOOK_LIMITS = {
  webhooks: 16,
  /** Of one webhook. */
  headers: 20,
  /** Deliveries of one webhook at a time; one webhook never waits for another's. */
  deliveries: 4,
  /** One attempt, from looking up the name to the answer's status. */
  attempt: 10 * SECOND,
  /** Before the second attempt, the third …: a day in all. What fails after the last one is given up. */
  pauses: [5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 21_600, 36_000].map((s) => s * SECOND),
} as const;

/** Of one filter of `/conversations.list`. */
export const FILTER_LIMITS = {
  /** In UTF-16 units. */
  length: 1_000,
  depth: 16,
  terms: 20,
  /** To look for in the messages, those of phrases too. */
  words: 20,
  /** Also whatever else is several words, like an address. */
  phrases: 3,
  /** `*` and `?`, names and metadata: what no index answers at once. */
  wildcards: 6,
  /** How long it may take at all, in milliseconds. */
  time: 2 * SECOND,
} as const;
