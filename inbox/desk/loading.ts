/**
 * What is loaded when: everything once the feed stands, or when it does not stand up; after a gap what
 * the feed has not told meanwhile; and whatever is opened.
 */
import type { Conversation } from "../../protocol/conversations.ts";
import { CallFailed, type Call } from "../api.ts";
import type { Clock } from "../clock.ts";
import type { ConversationList } from "./conversation-list.ts";
import type { Outbox } from "./outbox.ts";
import type { Profile } from "./profile.ts";
import type { Tags } from "./tags.ts";
import type { Team } from "./team.ts";
import type { Threads } from "./threads.ts";

export interface LoadingDeps {
  readonly call: Call;
  readonly clock: Clock;
  readonly conversations: ConversationList;
  readonly tags: Tags;
  readonly profile: Profile;
  readonly team: Team;
  readonly threads: Threads;
  readonly outbox: Outbox;
}

/** How long the lists wait for the feed at most, in milliseconds. */
const PATIENCE = 2_000;

export class Loading {
  readonly #deps: LoadingDeps;
  #openId: string | undefined;
  #loaded = false;
  #stopWaiting = (): void => {};

  constructor(deps: LoadingDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#stopWaiting = this.#deps.clock.after(PATIENCE, () => this.unlessLoaded());
  }

  stop(): void {
    this.#stopWaiting();
  }

  all(): void {
    const { conversations, tags, profile, threads, outbox } = this.#deps;
    this.#loaded = true;
    this.#stopWaiting();
    conversations.reload();
    void tags.load();
    void profile.load();
    threads.clear();
    this.#loadOpen();
    outbox.wake();
  }

  /** The feed goes on with the messages; what else has changed meanwhile it does not tell. */
  catchUp(): void {
    const { conversations, profile, team, threads, outbox } = this.#deps;
    conversations.reload();
    void profile.load();
    if (team.state === "ready") void team.load();
    threads.refreshNotes(this.#openId);
    if (this.#openId !== undefined) void this.#loadInfo(this.#openId);
    outbox.wake();
  }

  /** The feed does not stand up: what there is can be read all the same. */
  unlessLoaded(): void {
    if (!this.#loaded) this.all();
  }

  /** This conversation is open now; undefined: none. */
  open(conversationId: string | undefined): void {
    this.#openId = conversationId;
    if (this.#loaded) this.#loadOpen();
  }

  learn(conversation: Conversation): void {
    this.#deps.tags.expect(conversation.tags);
    this.#deps.conversations.learn(conversation);
  }

  #loadOpen(): void {
    const { threads, conversations } = this.#deps;
    const id = this.#openId;
    if (id === undefined) return;
    threads.open(id);
    if (conversations.get(id) === undefined) void this.#loadInfo(id);
  }

  /** For one that no page has brought. That it does not exist is said by its messages. */
  async #loadInfo(id: string): Promise<void> {
    try {
      this.learn(await this.#deps.call("/conversations.info", { conversation_id: id }));
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
    }
  }
}
