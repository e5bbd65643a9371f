/** A desk whose server, feed, clock and storage are in the test's hands. */
import { CallFailed, type Call } from "../../inbox/api.ts";
import type { Clock } from "../../inbox/clock.ts";
import { Desk } from "../../inbox/desk/desk.ts";
import type { Connect } from "../../inbox/desk/live.ts";
import { createStore, type Store } from "../../inbox/store.ts";
import type { Upload, UploadOptions } from "../../inbox/upload.ts";
import type { ConversationPage } from "../../protocol/conversation-list.ts";
import type { Conversation } from "../../protocol/conversations.ts";
import type { Message } from "../../protocol/message.ts";
import type { UploadedFile } from "../../protocol/files.ts";
import type { MessagePage } from "../../protocol/messages.ts";
import type { Note, NotePage } from "../../protocol/notes.ts";
import type { Subscription } from "../../stomp/client.ts";
import { fakeAlerts, type FakeAlerts } from "./alert-fakes.ts";

export const OPERATOR = {
  id: "operator-1",
  first_name: "Grace",
  last_name: "Hopper",
  token: "token-1",
};

/** Lets everything run that waits for nothing but a resolved promise. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export class FakeClock implements Clock {
  #now = Date.parse("2026-01-07T12:00:00.000Z");
  #timers: { at: number; run: () => void }[] = [];

  get pending(): number {
    return this.#timers.length;
  }

  now(): number {
    return this.#now;
  }

  after(delay: number, run: () => void): () => void {
    const timer = { at: this.#now + delay, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  }

  async advance(delay: number): Promise<void> {
    this.#now += delay;
    const due = this.#timers.filter(({ at }) => at <= this.#now);
    this.#timers = this.#timers.filter(({ at }) => at > this.#now);
    for (const { run } of due) run();
    await settle();
  }
}

interface Pending {
  readonly path: string;
  readonly body: Record<string, unknown>;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: CallFailed) => void;
}

/** Every call waits until the test answers it; calls of one path are answered in their order. */
export class FakeServer {
  #pending: Pending[] = [];

  /** Where no test is about notes there are none. */
  hasNotes = false;

  readonly call = ((path: string, body: Record<string, unknown>) =>
    new Promise<unknown>((resolve, reject) => {
      if (path === "/notes.list" && !this.hasNotes) return resolve(notePage([]));
      this.#pending.push({ path, body, resolve, reject });
    })) as Call;

  /** The bodies of the calls that wait for an answer. */
  waiting(path: string): readonly Record<string, unknown>[] {
    return this.#pending.filter((each) => each.path === path).map(({ body }) => body);
  }

  async answer(path: string, answer: unknown): Promise<void> {
    this.#take(path).resolve(answer);
    await settle();
  }

  async fail(path: string, status: number, code = "", retryAfter = 0): Promise<void> {
    this.#take(path).reject(new CallFailed(status, { code, message: code }, retryAfter));
    await settle();
  }

  /** The call does not fit. */
  async refuse(path: string, issues: CallFailed["issues"]): Promise<void> {
    this.#take(path).reject(new CallFailed(400, { code: "invalid_request", issues }));
    await settle();
  }

  #take(path: string): Pending {
    const found = this.#pending.find((each) => each.path === path);
    if (found === undefined) throw new Error(`nobody has called ${path}`);
    this.#pending = this.#pending.filter((each) => each !== found);
    return found;
  }
}

interface PendingUpload {
  readonly file: File;
  readonly options: UploadOptions;
  readonly resolve: (uploaded: UploadedFile) => void;
  readonly reject: (error: CallFailed) => void;
}

/** Each upload waits until the test lets it arrive or fail, in their order. */
export class FakeUploads {
  #pending: PendingUpload[] = [];

  readonly upload: Upload = (file, options) =>
    new Promise((resolve, reject) => {
      const pending = { file, options, resolve, reject };
      this.#pending.push(pending);
      options.signal.addEventListener("abort", () => {
        this.#pending = this.#pending.filter((each) => each !== pending);
        reject(new CallFailed(0));
      });
    });

  /** The names of those that are on their way. */
  get waiting(): readonly string[] {
    return this.#pending.map(({ file }) => file.name);
  }

  progress(share: number): void {
    this.#pending[0]?.options.onProgress(share);
  }

  async arrive(type: UploadedFile["type"]): Promise<void> {
    const { file, resolve } = this.#take();
    resolve({ type, url: urlOf(file.name), name: file.name, size: file.size });
    await settle();
  }

  async fail(status: number, code = ""): Promise<void> {
    this.#take().reject(new CallFailed(status, { code, message: code }));
    await settle();
  }

  #take(): PendingUpload {
    const found = this.#pending.shift();
    if (found === undefined) throw new Error("nothing is being uploaded");
    return found;
  }
}

/** Where the server has put the file of that name. */
export function urlOf(name: string): string {
  return `https://chat.example.org/files/${"x".repeat(43)}/${name}`;
}

export class FakeFeed {
  state: "stopped" | "started" = "stopped";
  wakes = 0;
  /** What was SENT while a session stood. */
  readonly sent: (readonly [destination: string, body: unknown])[] = [];
  #options: Parameters<Connect>[0] | undefined;
  #subscriptions: Parameters<Connect>[1] = [];

  readonly connect: Connect = (options, subscriptions) => {
    this.#options = options;
    this.#subscriptions = subscriptions;
    return {
      start: () => {
        this.state = "started";
      },
      stop: () => {
        this.state = "stopped";
      },
      wake: () => {
        this.wakes += 1;
      },
      send: (destination, body) => {
        this.sent.push([destination, JSON.parse(body)]);
        return true;
      },
    };
  };

  /** A session stands, its SUBSCRIBE is accepted. Gives the headers of the SUBSCRIBE. */
  async up(position: number, history = "history-1"): Promise<Record<string, string>> {
    const connected = new Map([
      ["position", String(position)],
      ["history", history],
    ]);
    const headers = this.subscribe(connected);
    this.#queue("/queue/message")?.onReady?.(connected);
    await settle();
    return headers;
  }

  /** A session stands, its SUBSCRIBE is on the way. */
  subscribe(connected: ReadonlyMap<string, string>): Record<string, string> {
    this.#options?.onUp(connected);
    return Object.fromEntries(this.#queue("/queue/message")?.headers() ?? []);
  }

  async down(code = ""): Promise<void> {
    this.#options?.onDown(code);
    await settle();
  }

  async message(position: number, conversationId: string, arrived: Message): Promise<void> {
    const event = { conversation_id: conversationId, channel_id: "channel-1", message: arrived };
    const headers = new Map([["position", String(position)]]);
    this.#queue("/queue/message")?.onMessage(JSON.stringify(event), headers);
    await settle();
  }

  /** What one of the other queues tells. */
  async tell(destination: string, event: object): Promise<void> {
    this.#queue(destination)?.onMessage(JSON.stringify(event), new Map());
    await settle();
  }

  async unread(conversationId: string, count: number, second: number): Promise<void> {
    await this.tell("/queue/unread-count", {
      conversation_id: conversationId,
      unread_message_count: count,
      timestamp: new Date(Date.UTC(2026, 0, 7, 9, 0, second)).toISOString(),
    });
  }

  #queue(destination: string): Subscription | undefined {
    return this.#subscriptions.find((each) => each.destination === destination);
  }
}

export interface Office {
  readonly desk: Desk;
  readonly server: FakeServer;
  readonly feed: FakeFeed;
  readonly uploads: FakeUploads;
  readonly clock: FakeClock;
  readonly store: Store;
  readonly alerts: FakeAlerts;
  readonly signedOut: () => boolean;
}

/** A desk that has been started; `store` is what an earlier one has left. */
export function openOffice(store = createStore(undefined)): Office {
  const [server, feed, clock] = [new FakeServer(), new FakeFeed(), new FakeClock()];
  const uploads = new FakeUploads();
  let ids = 0;
  const alerts = fakeAlerts(clock);
  let isSignedOut = false;
  const desk = new Desk({
    operator: OPERATOR,
    call: server.call,
    upload: uploads.upload,
    connect: feed.connect,
    store,
    clock,
    newId: () => {
      ids += 1;
      return `reply-${ids}`;
    },
    alerts: alerts.alerts,
    onUnauthorized: () => {
      isSignedOut = true;
    },
  });
  desk.start();
  return {
    desk,
    server,
    feed,
    uploads,
    clock,
    store,
    alerts,
    signedOut: () => isSignedOut,
  };
}

/** An office whose list is loaded. */
export async function openLoadedOffice(
  conversations: readonly Conversation[],
  store?: Store,
): Promise<Office> {
  const office = openOffice(store);
  await office.feed.up(100);
  await office.server.answer("/conversations.list", conversationPage(conversations));
  return office;
}

/** `second` orders the messages in time. */
export function message(offset: number, second: number, overrides: Partial<Message> = {}): Message {
  return {
    id: `message-${second}-${offset}`,
    content: { type: "text", text: `text ${offset}` },
    state: "DELIVERED",
    sender_type: "source_contact",
    sent_at: new Date(Date.UTC(2026, 0, 7, 9, 0, second)).toISOString(),
    offset,
    from_contact: true,
    sender: { id: "contact-1", name: "Ada" },
    metadata: {},
    ...overrides,
  };
}

/** A message of the operator's. */
export function reply(offset: number, second: number, id = `answer-${offset}`): Message {
  const sender = { id: OPERATOR.id, name: "Grace Hopper" };
  return message(offset, second, { id, sender, sender_type: "app_user", from_contact: false });
}

export function conversation(id: string, last: Message, unread = 0): Conversation {
  return {
    id,
    channel: {
      id: "channel-1",
      name: "Chat plugin",
      source: "chat_plugin",
      source_channel_id: "demo",
    },
    created_at: last.sent_at,
    contact: { id: `contact-${id}`, display_name: `Visitor ${id}` },
    tags: [],
    metadata: {},
    state: "OPEN",
    last_message: last,
    unread_message_count: unread,
  };
}

export function conversationPage(
  data: readonly Conversation[],
  next = "",
  badge = data.filter((each) => each.unread_message_count > 0).length,
): ConversationPage {
  const metadata = { ...pageMetadata(next), badge_unread_count: badge };
  return { data, response_metadata: { ...metadata, total: data.length } };
}

export function messagePage(data: readonly Message[], next = ""): MessagePage {
  return { data, response_metadata: pageMetadata(next) };
}

export function notePage(data: readonly Note[], next = ""): NotePage {
  return { data, response_metadata: pageMetadata(next) };
}

/** Behind the message with this offset. */
export function note(number: number, offset: number, overrides: Partial<Note> = {}): Note {
  return {
    id: `note-${number}`,
    conversation_id: "a",
    text: `note ${number}`,
    author: { id: "operator-2", name: "Ada Lovelace" },
    created_at: new Date(Date.UTC(2026, 0, 7, 9, 0, offset)).toISOString(),
    offset,
    number,
    ...overrides,
  };
}

function pageMetadata(next: string): MessagePage["response_metadata"] {
  return { previous_cursor: "", next_cursor: next, filtered_total: 0, total: 0 };
}
