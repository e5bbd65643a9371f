/** A conversation with everything around it played by the test: server, socket, clock, storage. */
import type { Content } from "../../protocol/content.ts";
import type { Message } from "../../protocol/message.ts";
import type { Answer, Api } from "../../widget/api.ts";
import { Conversation } from "../../widget/conversation.ts";
import { createStore, type Store } from "../../widget/storage.ts";
import type { StreamHandlers } from "../../widget/stream.ts";

export const KEY = "parley:channel";

export function text(words: string): Content {
  return { type: "text", text: words };
}

export function message(offset: number, words: string, part: Partial<Message> = {}): Message {
  return {
    id: `id-${words}`,
    content: text(words),
    state: "DELIVERED",
    sender_type: "app_user",
    sent_at: "2026-01-07T09:01:44.000Z",
    offset,
    from_contact: false,
    sender: { id: "ada", name: "Ada" },
    metadata: {},
    ...part,
  };
}

export function own(offset: number, id: string, words: string): Message {
  return message(offset, words, { id, sender_type: "source_contact", from_contact: true });
}

export function ok<T>(value: T, history = "h1"): Answer<T> {
  return { ok: true, value, history };
}

export function failure(status: number, code = "", retryAfter = 0): Answer<never> {
  return { ok: false, status, code, retryAfter };
}

export const NO_ANSWER = failure(0);

/** A call that waits for the test to answer it. */
export interface Call {
  readonly name: string;
  readonly args: readonly unknown[];
  answer(answer: Answer<unknown>): Promise<void>;
}

export class FakeStorage {
  readonly values = new Map<string, string>();
  isBroken = false;

  getItem(key: string): string | null {
    if (this.isBroken) throw new Error("SecurityError");
    return this.values.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    if (this.isBroken) throw new Error("QuotaExceededError");
    this.values.set(key, value);
  }

  removeItem(key: string): void {
    this.values.delete(key);
  }
}

export class Scene {
  readonly storage: FakeStorage;
  readonly store: Store;
  readonly conversation: Conversation;
  readonly calls: Call[] = [];
  readonly timers = new Map<number, { at: number; callback: () => void }>();
  readonly stream = { isStarted: false, starts: 0, wakes: 0 };
  now = Date.parse("2026-01-07T09:00:00.000Z");
  changes = 0;
  #handlers: StreamHandlers | undefined;
  #ids = 0;

  constructor(storage: FakeStorage = new FakeStorage(), resumeToken?: string) {
    const stream = this.stream;
    this.storage = storage;
    this.store = createStore(KEY, () => storage as unknown as Storage);
    this.conversation = new Conversation({
      api: this.#api(),
      store: this.store,
      resumeToken,
      createStream: (handlers) => {
        this.#handlers = handlers;
        return {
          start() {
            stream.isStarted = true;
            stream.starts += 1;
          },
          stop() {
            stream.isStarted = false;
          },
          wake() {
            stream.wakes += 1;
          },
          send: () => false,
        };
      },
      now: () => this.now,
      after: (pause, callback) => {
        const id = (this.#ids += 1);
        this.timers.set(id, { at: this.now + pause, callback });
        return () => this.timers.delete(id);
      },
      random: () => 1,
      createId: () => `id-${(this.#ids += 1)}`,
      onChange: () => {
        this.changes += 1;
      },
    });
  }

  get handlers(): StreamHandlers {
    if (this.#handlers === undefined) throw new Error("no stream was made");
    return this.#handlers;
  }

  get texts(): unknown[] {
    return this.conversation.view.messages.map(({ content }) => "text" in content && content.text);
  }

  /** The oldest call that was not taken yet, which has to be one of this name. */
  take(name: string): Call {
    const call = this.calls.shift();
    if (call?.name !== name) throw new Error(`expected ${name}, got ${call?.name ?? "nothing"}`);
    return call;
  }

  /** Starts, and brings the stream up with these messages known to the server. */
  async connect(messages: readonly Message[] = [], history = "h1"): Promise<void> {
    this.conversation.start();
    const token = this.handlers.token();
    await settle();
    await this.take("authenticate").answer(ok({ token: "t1", messages }, history));
    await token;
    await this.ready(history);
  }

  async ready(history = "h1"): Promise<void> {
    this.handlers.onReady(new Map([["history", history]]));
    await settle();
  }

  async receive(received: Message): Promise<void> {
    const event = { conversation_id: "c", channel_id: "channel", message: received };
    this.handlers.onMessage(JSON.stringify(event));
    await settle();
  }

  /** Lets the clock reach the next timer; gives how long that took. */
  async nextTimer(): Promise<number> {
    const [id, timer] = [...this.timers].toSorted(([, a], [, b]) => a.at - b.at)[0] ?? [];
    if (id === undefined || timer === undefined) throw new Error("no timer is set");
    const waited = timer.at - this.now;
    this.timers.delete(id);
    this.now = timer.at;
    timer.callback();
    await settle();
    return waited;
  }

  saved(): Record<string, unknown> {
    return JSON.parse(this.storage.values.get(KEY) ?? "{}");
  }

  #api(): Api {
    const call =
      (name: string) =>
      (...args: unknown[]): Promise<Answer<never>> => {
        const { promise, resolve } = Promise.withResolvers<Answer<never>>();
        const answer = (value: Answer<unknown>): Promise<void> => {
          resolve(value as Answer<never>);
          return settle();
        };
        this.calls.push({ name, args, answer });
        return promise;
      };
    return {
      authenticate: call("authenticate"),
      resumeToken: call("resumeToken"),
      send: call("send"),
      upload: call("upload"),
      messages: call("messages"),
      config: call("config"),
    };
  }
}

/** Lets every promise that can settle do so. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
