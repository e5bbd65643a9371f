/** Which conversations the person wants to see: a tab, or what they search for in all of them. */
import type { Clock } from "../clock.ts";
import type { Store } from "../store.ts";
import type { ConversationList } from "./conversation-list.ts";
import { Later } from "./later.ts";
import { searchView, TABS, tabView, type ListView, type Tab } from "./list-view.ts";

/** In milliseconds: not every letter is worth a search. */
const PAUSE = 200;

export interface BrowsingDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly ownId: string;
  readonly changed: () => void;
}

export class Browsing {
  tab: Tab;
  /** What stands in the search field. */
  typed = "";
  readonly #deps: BrowsingDeps;
  readonly #key: string;
  readonly #search: Later;
  #list: ConversationList | undefined;

  constructor(deps: BrowsingDeps) {
    this.#deps = deps;
    this.#key = `parley.tab.${deps.ownId}`;
    const stored = deps.store.get(this.#key);
    this.tab = TABS.find((tab) => tab === stored) ?? "open";
    this.#search = new Later(deps.clock, PAUSE, () => this.#show());
  }

  get view(): ListView {
    return searchView(this.typed) ?? tabView(this.tab, this.#deps.ownId);
  }

  get isSearching(): boolean {
    return searchView(this.typed) !== undefined;
  }

  /** The list that shows what is chosen here from now on. */
  lead(list: ConversationList): void {
    this.#list = list;
  }

  choose(tab: Tab): void {
    this.#deps.store.set(this.#key, tab);
    this.tab = tab;
    this.typed = "";
    this.#show();
  }

  search(typed: string): void {
    const wasSearching = this.isSearching;
    this.typed = typed;
    this.#deps.changed();
    if (this.isSearching) this.#search.soon();
    else if (wasSearching) this.#show();
  }

  stop(): void {
    this.#search.cancel();
  }

  #show(): void {
    this.#search.cancel();
    this.#list?.show(this.view);
  }
}
