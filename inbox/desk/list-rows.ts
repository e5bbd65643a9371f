/**
 * The rows of the list: of all conversations that are known those of the view that have their place in what
 * is loaded. What has its place above or below is forgotten, so that a long list takes no more memory.
 */
import type { ConversationPage, Highlight } from "../../protocol/conversation-list.ts";
import type { Conversation } from "../../protocol/conversations.ts";
import { ConversationIndex } from "./conversation-index.ts";
import type { ListView } from "./list-view.ts";
import { ListWindow } from "./list-window.ts";

/** Conversations that are known and not shown. */
const SPARE_MAX = 200;

export class ListRows {
  readonly index = new ConversationIndex();
  /** Stays known whatever is loaded: the conversation that is open. */
  pinned: string | undefined;
  #view: ListView;
  #window = new ListWindow();
  #rows: readonly Conversation[] | undefined;
  /** What pages have brought for this view, with what was found in it. */
  readonly #listed = new Map<string, ConversationPage["data"][number]>();
  #unreadElsewhere = 0;

  constructor(view: ListView) {
    this.#view = view;
  }

  get view(): ListView {
    return this.#view;
  }

  get window(): ListWindow {
    return this.#window;
  }

  /** How many rows lie above those that are loaded, as far as is known. */
  get above(): number {
    return this.#window.above;
  }

  get all(): readonly Conversation[] {
    return (this.#rows ??= this.index.all.filter((each) => this.shows(each)));
  }

  /** Conversations with something unread, those that are not known too. */
  get unread(): number {
    return this.#unreadElsewhere + this.index.unread;
  }

  set unread(all: number) {
    this.#unreadElsewhere = Math.max(0, all - this.index.unread);
  }

  shows(conversation: Conversation): boolean {
    const { holds } = this.#view;
    const isInView = holds?.(conversation) ?? this.#listed.has(conversation.id);
    return isInView && this.#window.holds(timeOf(conversation));
  }

  /** What was searched for, where it was found; undefined for a name, or without a search. */
  highlight(id: string): Highlight | undefined {
    return this.#listed.get(id)?.highlight;
  }

  /** Shows what is known of another view, or of a search the results of the last one. */
  turn(view: ListView): void {
    if (view.holds !== undefined || this.#view.holds !== undefined) this.#listed.clear();
    if (this.#window.newer !== "") this.#forget(() => false);
    this.#view = view;
    this.#window = new ListWindow();
    this.#rows = undefined;
  }

  clear(keptId: string | undefined): void {
    this.index.clear(keptId);
    this.#listed.clear();
  }

  list(page: ConversationPage): void {
    for (const each of page.data) this.#listed.set(each.id, each);
  }

  /** To be called when anything has changed. */
  renew(): void {
    this.#rows = undefined;
    if (this.index.size > this.all.length + SPARE_MAX) this.forgetOthers();
  }

  /** Keeps what is shown and what is open. */
  forgetOthers(): void {
    this.#forget((conversation) => this.shows(conversation));
    for (const id of [...this.#listed.keys()]) {
      if (this.index.get(id) === undefined) this.#listed.delete(id);
    }
  }

  #forget(isKept: (conversation: Conversation) => boolean): void {
    const { unread } = this;
    this.index.retain((each) => each.id === this.pinned || isKept(each));
    this.unread = unread;
    this.#rows = undefined;
  }
}

export function timeOf(conversation: Conversation): string {
  return conversation.last_message.sent_at;
}
