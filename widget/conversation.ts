/**
 * One visitor's conversation, without a page around it.
 *
 * Two things go on side by side once it has started:
 * 1. The stream delivers what is stored, in order. Each of its sessions asks for a token, subscribes
 *    behind the last offset that was seen, and so misses nothing.
 * 2. The outbox is sent, one message at a time and in order, each under the id that it got when it was
 *    written: sent again after an unknown outcome, it is still stored once. A message leaves the outbox
 *    when the server's answer or the stream's echo has it, whichever is first.
 *
 * What has to outlive the page (outbox, draft, the way back into the conversation) is saved before it is
 * acted on. As long as there is no resume token, the visitor's token itself is kept: a reload between a
 * message and its answer would otherwise end up in another conversation.
 */
import type { Content } from "../protocol/content.ts";
import type { Message, MessageEvent } from "../protocol/message.ts";
import { Access } from "./access.ts";
import type { Api, Failure } from "./api.ts";
import { createKeeper } from "./keeper.ts";
import { RetryLoop, type RetryLoopDeps } from "./retry-loop.ts";
import { sendingStep, type Job } from "./sending.ts";
import type { Saved, Store, Unsent } from "./storage.ts";
import type { Stream, StreamHandlers } from "./stream.ts";
import { completeUpTo, countUnread, merge, reload } from "./timeline.ts";
import { anew, checked, deliver, replacing, withFile } from "./unsent.ts";
import type { Phase, View } from "./view.ts";

export interface ConversationDeps extends Omit<RetryLoopDeps, "step"> {
  readonly api: Api;
  readonly store: Store;
  readonly createStream: (handlers: StreamHandlers) => Stream;
  readonly createId: () => string;
  readonly onChange: () => void;
  /** The page's own way into a conversation; goes before a saved one. */
  readonly resumeToken?: string | undefined;
}

export class Conversation {
  view: View;

  readonly #deps: ConversationDeps;
  readonly #stream: Stream;
  readonly #sender: RetryLoop;
  readonly #access: Access;
  readonly #keep: ReturnType<typeof createKeeper>;
  /** The last offset without a gap before it, and the history that it was confirmed in. */
  #offset = 0;
  #history: string | undefined;
  #read: number;
  #isReading = false;

  constructor(deps: ConversationDeps) {
    const saved = deps.store.read();
    const { outbox = [], draft = "", read = 0 } = saved;
    this.#deps = deps;
    this.#read = read;
    this.#keep = createKeeper(deps.store, () => {
      const { messages, outbox: unsent } = this.view;
      const { resumeToken, token } = this.#access.saved;
      return { resumeToken, token: messages.length + unsent.length > 0 ? token : undefined };
    });
    this.view = { phase: "idle", messages: [], outbox, draft, unread: 0 };
    const step = sendingStep({
      token: () => this.#access.token(),
      next: () => this.#next(),
      onDone: () => this.#stream.wake(),
      onFailed: ({ status, retryAfter }, token) => {
        if (status === 401) this.#access.dropToken(token);
        this.#sender.postpone(retryAfter);
      },
    });
    this.#sender = new RetryLoop({ ...deps, step });
    this.#access = new Access(
      {
        api: deps.api,
        mayCall: () => this.#sender.mayCall,
        onEntered: ({ value, history }, isResumed) => {
          // Without a way back, nothing that was shown belongs to the conversation that begins now.
          const known = isResumed && this.#history ? this.view.messages : [];
          this.#history = history;
          this.#load(reload(known, value.messages));
        },
        onFailed: ({ retryAfter }) => this.#sender.postpone(retryAfter),
        onClosed: () => this.#end("closed"),
      },
      { ...saved, resumeToken: deps.resumeToken ?? saved.resumeToken },
    );
    this.#stream = deps.createStream({
      token: async () => {
        const token = await this.#access.token();
        if (token === undefined) throw new Error("no token now");
        return token;
      },
      headers: () => [
        ["offset", String(this.#offset)],
        ...(this.#history ? [["history", this.#history] as const] : []),
      ],
      onReady: (connected) => {
        this.#history = connected.get("history");
        this.#show({ phase: "live" });
        this.#sender.wake();
      },
      onMessage: (body) => this.#onMessage(body),
      onDown: (code) => this.#onDown(code),
    });
  }

  /** There is something to come back to: an earlier conversation, or a message that has not left. */
  get hasPast(): boolean {
    const { resumeToken, token } = this.#access.saved;
    return Boolean(resumeToken ?? token) || this.view.outbox.length > 0;
  }

  get #isRunning(): boolean {
    return this.view.phase === "connecting" || this.view.phase === "live";
  }

  /** Begins, or tries again at once: the visitor or the network is back. */
  start(): void {
    if (this.#isRunning) {
      this.#stream.wake();
    } else {
      this.#show({ phase: "connecting" });
      this.#stream.start();
    }
    this.#sender.wake();
  }

  /** `start`, for one that has begun. */
  wake(): void {
    if (this.#isRunning) this.start();
  }

  /** Ends everything that is going on; what is saved stays. */
  stop(): void {
    this.#end("idle");
  }

  /** Whether the visitor is looking: what arrives meanwhile is read. */
  setReading(isReading: boolean): void {
    this.#isReading = isReading;
    this.#show({});
  }

  setDraft(draft: string): void {
    this.#show({ draft });
    this.#save({ draft: draft || undefined });
  }

  /** Takes the message into the outbox. */
  send(content: Content): void {
    this.#take({ content });
  }

  /**
   * Takes files into the outbox, each a message of its own.
   *
   * @param hides the kinds that the site does not take
   */
  attach(files: Iterable<File>, hides: readonly string[] = []): void {
    for (const file of files) this.#take(withFile(file, hides));
  }

  /** Sends a refused message again. */
  retry(id: string): void {
    const unsent = this.view.outbox.find((one) => one.id === id);
    if (unsent?.refused === undefined) return;
    this.discard(id);
    this.#enqueue(anew(unsent, this.#deps.createId));
  }

  discard(id: string): void {
    this.#setOutbox((outbox) => outbox.filter((one) => one.id !== id));
  }

  /** Another tab of the site has saved something. */
  onSavedElsewhere(before: Saved, after: Saved): void {
    const left = new Set(after.outbox?.map(({ id }) => id));
    const gone = new Set(before.outbox?.map(({ id }) => id).filter((id) => !left.has(id)));
    this.#read = Math.max(this.#read, after.read ?? 0);
    this.#show({ outbox: this.view.outbox.filter(({ id }) => !gone.has(id)) });
    if (after.resumeToken && !this.#access.isLasting && this.view.messages.length === 0) {
      this.#access.resume(after.resumeToken);
      this.#loadAfresh();
    }
  }

  #take(part: Pick<Unsent, "content" | "file" | "refused">): void {
    const { createId, now } = this.#deps;
    this.#enqueue({ ...part, id: createId(), sent_at: new Date(now()).toISOString() });
  }

  #enqueue(unsent: Unsent): void {
    this.#setOutbox((outbox) => [...outbox, checked(unsent)]);
    this.start();
  }

  #setOutbox(change: (outbox: readonly Unsent[]) => readonly Unsent[]): void {
    this.#show({ outbox: change(this.view.outbox) });
    this.#keep((saved) => ({ ...saved, outbox: change(saved.outbox ?? []) }));
  }

  #save(part: Saved): void {
    this.#keep((saved) => ({ ...saved, ...part }));
  }

  #show(part: Partial<View>): void {
    const next = { ...this.view, ...part };
    const last = next.messages.at(-1)?.offset ?? 0;
    if (this.#isReading && this.#read < last) {
      this.#read = last;
      this.#save({ read: last });
    }
    this.view = { ...next, unread: countUnread(next.messages, this.#read) };
    this.#deps.onChange();
  }

  #end(phase: Phase): void {
    if (!this.#isRunning) return;
    this.#stream.stop();
    this.#sender.stop();
    this.#show({ phase });
  }

  #onMessage(body: string): void {
    let message: Message;
    try {
      ({ message } = JSON.parse(body) as MessageEvent);
    } catch {
      return;
    }
    const isAhead = message.offset > this.#offset + 1;
    this.#add(message);
    if (isAhead) this.#loadAfresh();
  }

  #onDown(code: string): void {
    if (/^(channel_not_found|origin_not_allowed)$/.test(code)) return this.#end("closed");
    if (code === "history_changed") {
      this.#history = undefined;
      this.#offset = 0;
    }
    if (code === "history_changed" || code === "unauthorized") this.#access.dropToken();
    if (this.view.phase !== "connecting") this.#show({ phase: "connecting" });
  }

  #add(message: Message): void {
    const messages = merge(this.view.messages, message);
    this.#offset = completeUpTo(messages, this.#offset);
    this.#show({ messages });
    if (this.view.outbox.some(({ id }) => id === message.id)) this.discard(message.id);
  }

  /** Through a new token where there is a way back, else from the last complete offset on. */
  #loadAfresh(): void {
    if (this.#access.isLasting) this.#access.dropToken();
    if (!this.#isRunning) return;
    this.#stream.stop();
    this.#show({ phase: "connecting" });
    this.#stream.start();
  }

  #load(messages: readonly Message[]): void {
    const stored = new Set(messages.map(({ id }) => id));
    const arrived = this.view.outbox.filter(({ id }) => stored.has(id));
    this.#offset = messages.at(-1)?.offset ?? 0;
    this.#read = Math.min(this.#read, this.#offset);
    this.#show({ messages });
    for (const { id } of arrived) this.discard(id);
  }

  /** The next thing that is owed to the server. */
  #next(): Job | undefined {
    if (!this.#isRunning) return undefined;
    const { outbox, messages } = this.view;
    const unsent = outbox.find(({ refused }) => refused === undefined);
    if (unsent) return (token) => this.#sendOne(token, unsent);
    const hasToKeep = !this.#access.isLasting && messages.length > 0;
    return hasToKeep ? (token) => this.#keepAccess(token) : undefined;
  }

  /** Gives what stands in the way for now. */
  async #sendOne(token: string, unsent: Unsent): Promise<Failure | undefined> {
    if (!this.view.outbox.includes(unsent)) return undefined;
    // The token is saved before it is used; see the top.
    this.#save({});
    const { message, changed, failure } = await deliver(this.#deps.api, token, unsent);
    if (message) this.#add(message);
    if (changed) this.#setOutbox(replacing(changed));
    if (failure?.code === "channel_not_found") this.#end("closed");
    return failure;
  }

  async #keepAccess(token: string): Promise<Failure | undefined> {
    const failure = await this.#access.keep(token);
    if (failure === undefined) this.#save({});
    return failure;
  }
}
