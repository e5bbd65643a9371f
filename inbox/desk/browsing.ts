/** Which conversations the person wants to see: a tab, a saved view, or what they search for in all of them. */
import type { SavedView } from "../../protocol/saved-views.ts";
import type { Clock } from "../clock.ts";
import type { Store } from "../store.ts";
import type { ConversationList } from "./conversation-list.ts";
import { Later } from "./later.ts";
import {
  filterView,
  NOTHING,
  searchView,
  TABS,
  tabView,
  type ListView,
  type Tab,
} from "./list-view.ts";
import type { SavedViews } from "./saved-views.ts";

/** In milliseconds: not every letter is worth a search. */
const PAUSE = 200;

export interface BrowsingDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly ownId: string;
  readonly views: SavedViews;
  readonly changed: () => void;
}

export class Browsing {
  tab: Tab;
  /** What stands in the search field. */
  typed = "";
  /** The saved view that the page's address names. */
  viewId: string | undefined;
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
    const searched = searchView(this.typed);
    if (searched !== undefined) return searched;
    if (this.viewId === undefined) return tabView(this.tab, this.#deps.ownId);
    return this.saved === undefined ? NOTHING : filterView(this.saved.filters);
  }

  get isSearching(): boolean {
    return searchView(this.typed) !== undefined;
  }

  /** The saved view that is shown, when it is known. */
  get saved(): SavedView | undefined {
    return this.#deps.views.get(this.viewId);
  }

  /** What the saved view holds is not known yet. */
  get isWaiting(): boolean {
    const { state } = this.#deps.views;
    const isAsking = state === "unknown" || state === "loading";
    return this.viewId !== undefined && this.saved === undefined && isAsking;
  }

  /** The list that shows what is chosen here from now on. */
  lead(list: ConversationList): void {
    this.#list = list;
  }

  choose(tab: Tab): void {
    this.#deps.store.set(this.#key, tab);
    this.tab = tab;
    this.typed = "";
    this.viewId = undefined;
    this.#show();
  }

  /** To the saved view of that id; undefined: back to the tab. */
  follow(viewId: string | undefined): void {
    if (viewId === this.viewId) return;
    this.viewId = viewId;
    this.typed = "";
    this.#show();
    if (viewId !== undefined && this.saved === undefined) {
      void this.#deps.views.load().then(() => this.refresh());
    }
  }

  /** The saved view may have changed. */
  refresh(): void {
    if (this.#list?.rows.view.filters !== this.view.filters) this.#show();
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
