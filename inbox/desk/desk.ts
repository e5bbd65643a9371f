/**
 * What an operator works with, without a page around it: the list of conversations, the open thread,
 * what can be done to a conversation, drafts, replies on their way, and the live feed that keeps them
 * up to date.
 */
import type { Channel } from "../../protocol/channels.ts";
import type { SignedIn } from "../../protocol/users.ts";
import type { Alerts } from "../alerts/alerts.ts";
import type { Call } from "../api.ts";
import { Changes } from "../changes.ts";
import { Actions } from "./actions.ts";
import { Attachments } from "./attachments.ts";
import { Browsing } from "./browsing.ts";
import { CannedAnswers } from "./canned-answers.ts";
import { Composing } from "./composing.ts";
import type { Arrival } from "./conversation-index.ts";
import { ConversationList } from "./conversation-list.ts";
import type { DeskDeps } from "./desk-deps.ts";
import { Drafts, type Writing } from "./drafts.ts";
import { Live } from "./live.ts";
import { Loading } from "./loading.ts";
import { Notes } from "./notes.ts";
import { Outbox } from "./outbox.ts";
import { Preferences } from "./preferences.ts";
import { Presence } from "./presence.ts";
import { Profile } from "./profile.ts";
import { Reading } from "./reading.ts";
import { RecentEmoji } from "./recent-emoji.ts";
import { RichDrafts } from "./rich-drafts.ts";
import { SavedViews } from "./saved-views.ts";
import { Seen } from "./seen.ts";
import { Tags } from "./tags.ts";
import { Team } from "./team.ts";
import type { Thread } from "./thread.ts";
import { Threads } from "./threads.ts";
import { Typing } from "./typing.ts";
import { Viewers } from "./viewers.ts";

export class Desk {
  readonly changes = new Changes();
  readonly operator: SignedIn;
  /** Calls in this operator's name, for what is nobody's state here. */
  readonly call: Call;
  readonly conversations: ConversationList;
  readonly browsing: Browsing;
  readonly views: SavedViews;
  readonly actions: Actions;
  readonly tags: Tags;
  readonly profile: Profile;
  readonly team: Team;
  readonly outbox: Outbox;
  readonly notes: Notes;
  readonly reading: Reading;
  readonly viewers: Viewers;
  readonly drafts: Drafts;
  readonly canned: CannedAnswers;
  readonly recentEmoji: RecentEmoji;
  readonly attachments: Attachments;
  readonly rich: RichDrafts;
  readonly preferences: Preferences;
  readonly alerts: Alerts;
  readonly live: Live;
  readonly presence = new Presence();
  readonly typing: Typing;
  readonly seen = new Seen();
  readonly #threads: Threads;
  readonly #composing: Composing;
  readonly #loading: Loading;
  #openId: string | undefined;

  constructor(deps: DeskDeps) {
    const { operator, call, store, clock } = deps;
    const changed = (): void => this.#changed();
    this.operator = operator;
    this.call = call;
    this.alerts = deps.alerts;
    this.drafts = new Drafts(store, operator.id, changed);
    this.rich = new RichDrafts({ ...deps, owner: operator.id, changed });
    this.attachments = new Attachments(deps.newId, changed);
    this.preferences = new Preferences(store, operator.id, changed);
    this.tags = new Tags(call, changed);
    this.profile = new Profile(operator, call, changed);
    this.team = new Team(call, changed);
    this.recentEmoji = new RecentEmoji(store, operator.id);
    this.canned = new CannedAnswers(call, changed);
    this.typing = new Typing(operator.id);
    this.#threads = new Threads(call, changed);
    this.views = new SavedViews(call, changed);
    this.browsing = new Browsing({ ...deps, ownId: operator.id, views: this.views, changed });
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
    this.reading = new Reading({
      call,
      clock,
      conversations: this.conversations,
      actions: () => this.actions,
      openId: () => this.#openId,
      openThread: () => this.openThread,
      changed,
    });
    this.outbox = new Outbox(
      {
        store,
        clock,
        newId: deps.newId,
        send: (reply) => call("/messages.send", reply),
        note: (note) => call("/notes.create", note),
        upload: deps.upload,
        onDelivered: (arrival) => this.#threads.add(arrival),
        onNoted: (note) => this.#threads.addNote(note),
        changed,
      },
      operator.id,
    );
    this.#loading = new Loading({
      call,
      clock,
      conversations: this.conversations,
      tags: this.tags,
      profile: this.profile,
      team: this.team,
      threads: this.#threads,
      outbox: this.outbox,
    });
    this.notes = new Notes({ call, threads: this.#threads, outbox: this.outbox, changed });
    this.viewers = new Viewers(operator.id, (conversation_id) => {
      this.live.send("/app/viewing", { conversation_id });
    });
    this.live = new Live({
      connect: deps.connect,
      token: () => operator.token,
      onFresh: () => this.#loading.all(),
      onResumed: () => this.#loading.catchUp(),
      onMessage: (event) => this.#take(event),
      on: {
        "/queue/conversation": (conversation) => this.#loading.learn(conversation),
        "/queue/unread-count": (event) => {
          this.reading.heard(event);
          this.conversations.count(event);
        },
        "/queue/note": (event) => this.notes.take(event),
        "/queue/viewers": (event) => this.viewers.take(event),
        "/queue/typing": (event) => this.typing.take(event),
        "/queue/read": (event) => this.seen.take(event),
        "/queue/presence": (event) => this.presence.take(event),
        "/queue/user": (user) => {
          this.profile.take(user);
          this.team.take(user);
        },
        "/queue/user/removed": ({ id }) => this.team.remove(id),
      },
      onHistoryChanged: () => this.conversations.beginAnew(),
      onUnauthorized: deps.onUnauthorized,
      onDown: () => this.#down(),
      changed,
    });
    this.#composing = new Composing({
      drafts: this.drafts,
      outbox: this.outbox,
      reading: this.reading,
      clock,
      tell: (conversation_id, typing) => {
        this.live.send("/app/typing", { conversation_id, typing });
      },
    });
    this.actions = new Actions({
      call,
      tags: this.tags,
      isLive: () => this.live.state === "live",
      onDone: (id, change) => {
        const known = this.conversations.get(id);
        if (known !== undefined) this.#loading.learn(change(known));
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
    this.#loading.start();
    this.outbox.start();
  }

  stop(): void {
    this.#composing.end();
    this.#loading.stop();
    this.live.stop();
    this.outbox.stop();
    this.reading.stop();
    this.conversations.stop();
    this.browsing.stop();
    this.alerts.stop();
  }

  /** The network or the person is back: what waits for its next attempt makes it now. */
  wake(): void {
    this.live.wake();
    this.profile.wake();
    this.outbox.wake();
  }

  /** Turns to a conversation, or to none. */
  open(conversationId: string | undefined): void {
    if (conversationId === this.#openId) return;
    this.#composing.end();
    this.#openId = conversationId;
    this.reading.turned();
    this.conversations.rows.pinned = conversationId;
    this.actions.failure = undefined;
    this.#loading.open(conversationId);
    this.#changed();
  }

  /** Whether the person can see the page: only what is seen is read. */
  look(visible: boolean): void {
    this.reading.look(visible);
    this.#changed();
  }

  /** What stands in the composer. */
  type(conversationId: string, text: string, writing: Writing = "reply"): void {
    this.#composing.type(conversationId, text, writing);
  }

  reply(conversationId: string, text: string): void {
    this.#composing.send(conversationId, text, "reply");
  }

  note(conversationId: string, text: string): void {
    this.#composing.send(conversationId, text, "note");
  }

  /** The connected channels. Rejects with CallFailed. */
  async channels(): Promise<readonly Channel[]> {
    return (await this.call("/channels.list", {})).data;
  }

  #down(): void {
    this.presence.forget();
    this.typing.forget();
    this.viewers.forget();
    this.#loading.unlessLoaded();
  }

  /**
   * The list hears of a delivered reply from the feed alone: an answer may overtake the visitor's
   * messages before it.
   */
  #take(arrival: Arrival): void {
    const { conversation_id: id, message } = arrival;
    const isSeen = this.reading.isVisible && id === this.#openId;
    if (message.from_contact && !isSeen) void this.alerts.call(arrival, this.preferences);
    this.outbox.remove(message.id);
    this.#threads.add(arrival);
    this.conversations.apply(arrival);
  }

  #changed(): void {
    this.reading.check();
    const seenId = this.reading.isVisible ? this.#openId : undefined;
    this.alerts.watch(seenId);
    if (this.live.state === "live") this.viewers.show(seenId);
    this.changes.notify();
  }
}
