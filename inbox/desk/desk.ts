/**
 * What an operator works with, without a page around it: the list of conversations, the open thread,
 * what can be done to a conversation, drafts, replies on their way, and the live feed that keeps them
 * up to date.
 */
import type { Channel } from "../../protocol/channels.ts";
import type { Conversation } from "../../protocol/conversations.ts";
import type { SignedIn } from "../../protocol/users.ts";
import { CallFailed, type Call } from "../api.ts";
import { Changes } from "../changes.ts";
import type { Clock } from "../clock.ts";
import { Actions } from "./actions.ts";
import { Attachments } from "./attachments.ts";
import { Browsing } from "./browsing.ts";
import type { Arrival } from "./conversation-index.ts";
import { ConversationList } from "./conversation-list.ts";
import type { DeskDeps } from "./desk-deps.ts";
import { Drafts } from "./drafts.ts";
import { Live } from "./live.ts";
import { Outbox } from "./outbox.ts";
import { OwnTyping } from "./own-typing.ts";
import { Preferences } from "./preferences.ts";
import { Presence } from "./presence.ts";
import { Reads } from "./reads.ts";
import { RichDrafts } from "./rich-drafts.ts";
import { Seen } from "./seen.ts";
import { Tags } from "./tags.ts";
import { Team } from "./team.ts";
import type { Thread } from "./thread.ts";
import { Threads } from "./threads.ts";
import { Typing } from "./typing.ts";

/** How long the lists wait for the feed at most, in milliseconds. */
const PATIENCE = 2_000;
const MESSAGES_PER_PAGE = 50;

export class Desk {
  readonly changes = new Changes();
  readonly operator: SignedIn;
  /** Calls in this operator's name, for what is nobody's state here. */
  readonly call: Call;
  readonly conversations: ConversationList;
  readonly browsing: Browsing;
  readonly actions: Actions;
  readonly tags: Tags;
  readonly team: Team;
  readonly outbox: Outbox;
  readonly drafts: Drafts;
  readonly attachments: Attachments;
  readonly rich: RichDrafts;
  readonly preferences: Preferences;
  readonly live: Live;
  readonly presence = new Presence();
  readonly typing: Typing;
  readonly seen = new Seen();
  readonly #clock: Clock;
  readonly #onCall: () => void;
  readonly #reads: Reads;
  readonly #threads: Threads;
  readonly #ownTyping: OwnTyping;
  #openId: string | undefined;
  #visible = false;
  #loaded = false;
  #stopWaiting = (): void => {};

  constructor(deps: DeskDeps) {
    const { operator, call, store, clock } = deps;
    const changed = (): void => this.#changed();
    this.operator = operator;
    this.call = call;
    this.#clock = clock;
    this.#onCall = deps.onCall;
    this.drafts = new Drafts(store, operator.id);
    this.rich = new RichDrafts({ ...deps, owner: operator.id, changed });
    this.attachments = new Attachments(deps.newId, changed);
    this.preferences = new Preferences(store, operator.id, changed);
    this.tags = new Tags(call, changed);
    this.team = new Team(call, changed);
    this.typing = new Typing(operator.id);
    this.#reads = new Reads(
      (id, offset) => call("/conversations.read", { conversation_id: id, offset }),
      clock,
    );
    this.#threads = new Threads(
      (conversation_id) => (cursor) =>
        call("/messages.list", { conversation_id, cursor, page_size: MESSAGES_PER_PAGE }),
      changed,
    );
    this.browsing = new Browsing({ store, clock, ownId: operator.id, changed });
    this.conversations = new ConversationList(
      async (request) => {
        const page = await call("/conversations.list", request);
        this.tags.expect(page.data.flatMap(({ tags }) => tags));
        return page;
      },
      this.browsing.view,
      clock,
      changed,
    );
    this.browsing.lead(this.conversations);
    this.outbox = new Outbox(
      {
        store,
        clock,
        newId: deps.newId,
        send: (reply) => call("/messages.send", reply),
        upload: deps.upload,
        onDelivered: (arrival) => this.#threads.add(arrival),
        changed,
      },
      operator.id,
    );
    this.live = new Live({
      connect: deps.connect,
      token: () => operator.token,
      onFresh: () => this.#loadAll(),
      onResumed: () => this.#catchUp(),
      onMessage: (event) => this.#take(event),
      on: {
        "/queue/conversation": (conversation) => this.#learn(conversation),
        "/queue/unread-count": (event) => this.conversations.count(event),
        "/queue/typing": (event) => this.typing.take(event),
        "/queue/read": (event) => this.seen.take(event),
        "/queue/presence": (event) => this.presence.take(event),
      },
      onHistoryChanged: () => this.conversations.beginAnew(),
      onUnauthorized: deps.onUnauthorized,
      onDown: () => this.#down(),
      changed,
    });
    this.#ownTyping = new OwnTyping((conversation_id, typing) => {
      this.live.send("/app/typing", { conversation_id, typing });
    }, clock);
    this.actions = new Actions({
      call,
      tags: this.tags,
      isLive: () => this.live.state === "live",
      onDone: (id, change) => {
        const known = this.conversations.get(id);
        if (known !== undefined) this.#learn(change(known));
      },
      changed,
    });
  }

  get openId(): string | undefined {
    return this.#openId;
  }

  get openThread(): Thread | undefined {
    return this.#openId === undefined ? undefined : this.#threads.get(this.#openId);
  }

  start(): void {
    this.live.start();
    this.#stopWaiting = this.#clock.after(PATIENCE, () => this.#loadUnlessLoaded());
    this.outbox.start();
  }

  stop(): void {
    this.#ownTyping.end();
    this.#stopWaiting();
    this.live.stop();
    this.outbox.stop();
    this.#reads.stop();
    this.conversations.stop();
    this.browsing.stop();
  }

  /** The network or the person is back: what waits for its next attempt makes it now. */
  wake(): void {
    this.live.wake();
    this.outbox.wake();
  }

  /** Turns to a conversation, or to none. */
  open(conversationId: string | undefined): void {
    if (conversationId === this.#openId) return;
    this.#ownTyping.end();
    this.#openId = conversationId;
    this.conversations.rows.pinned = conversationId;
    this.actions.failure = undefined;
    if (this.#loaded) this.#loadOpen();
    this.#changed();
  }

  /** Whether the person can see the page: only what is seen is read. */
  look(visible: boolean): void {
    this.#visible = visible;
    this.#markRead();
  }

  /** What stands in the composer is kept, and told to the visitor and the colleagues. */
  type(conversationId: string, text: string): void {
    this.drafts.set(conversationId, text);
    this.#ownTyping.typed(conversationId, text);
  }

  /** Gives the text to the outbox and clears the draft it was typed in. */
  reply(conversationId: string, text: string): void {
    this.outbox.add(conversationId, { type: "text", text });
    this.type(conversationId, "");
  }

  /** The connected channels. Rejects with CallFailed. */
  async channels(): Promise<readonly Channel[]> {
    return (await this.call("/channels.list", {})).data;
  }

  #loadAll(): void {
    this.#loaded = true;
    this.#stopWaiting();
    this.conversations.reload();
    void this.tags.load();
    this.#threads.clear();
    this.#loadOpen();
    this.outbox.wake();
  }

  /** The feed goes on with the messages; what else has changed meanwhile it does not tell. */
  #catchUp(): void {
    this.conversations.reload();
    if (this.#openId !== undefined) void this.#loadInfo(this.#openId);
    this.outbox.wake();
  }

  /** The feed does not stand up: what there is can be read all the same. */
  #loadUnlessLoaded(): void {
    if (!this.#loaded) this.#loadAll();
  }

  #down(): void {
    this.presence.forget();
    this.typing.forget();
    this.#loadUnlessLoaded();
  }

  #loadOpen(): void {
    const id = this.#openId;
    if (id === undefined) return;
    this.#threads.open(id);
    if (this.conversations.get(id) === undefined) void this.#loadInfo(id);
  }

  /** For one that no page has brought. That it does not exist is said by its messages. */
  async #loadInfo(id: string): Promise<void> {
    try {
      this.#learn(await this.call("/conversations.info", { conversation_id: id }));
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
    }
  }

  #learn(conversation: Conversation): void {
    this.tags.expect(conversation.tags);
    this.conversations.learn(conversation);
  }

  /**
   * The list hears of a delivered reply from the feed alone: an answer may overtake the visitor's
   * messages before it.
   */
  #take(arrival: Arrival): void {
    const { conversation_id: id, message } = arrival;
    const isSeen = this.#visible && id === this.#openId;
    if (message.from_contact && !isSeen && this.preferences.isOn("sound")) this.#onCall();
    this.outbox.remove(message.id);
    this.#threads.add(arrival);
    this.conversations.apply(arrival);
  }

  #changed(): void {
    this.#markRead();
    this.changes.notify();
  }

  /** Says so to the server when the open conversation is on the screen and has something unread. */
  #markRead(): void {
    const id = this.#openId;
    if (id === undefined || !this.#visible || this.openThread?.newest !== "ready") return;
    const seen = this.openThread.messages.at(-1)?.offset ?? 0;
    if (seen === 0 || (this.conversations.get(id)?.unread_message_count ?? 0) === 0) return;
    this.#reads.mark(id, seen);
    this.conversations.markRead(id);
  }
}
