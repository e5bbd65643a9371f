import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import type { Desk } from "../desk/desk.ts";
import { TABS, type Tab } from "../desk/list-view.ts";
import { labels } from "../labels.ts";
import { hrefOf } from "../route.ts";
import { FilterHelp } from "./filter-help.tsx";
import { FilterProblem } from "./filter-problem.tsx";
import { Icon } from "./icons.tsx";
import { ViewsMenu } from "./views-menu.tsx";

const text = labels.list;

/** What the list shows, and how to see something else: the tabs, and a search over everything. */
export function ListHead({ desk }: { readonly desk: Desk }): VNode {
  const { browsing, conversations } = desk;
  const { state, unread, found } = conversations;

  function choose(tab: Tab): void {
    const wasView = browsing.viewId !== undefined;
    browsing.choose(tab);
    if (wasView) location.hash = hrefOf({ conversationId: desk.openId });
  }

  return (
    <header class="list-head">
      <div class="list-title">
        <h2>{labels.inbox}</h2>
        {unread > 0 && <span class="badge">{text.unread(unread)}</span>}
      </div>
      <SearchField desk={desk} />
      {browsing.isSearching ? (
        <div class="found-line">
          <div class="found" role="status">
            {conversations.refused === undefined ? (
              state === "ready" && text.found(found)
            ) : (
              <FilterProblem
                filter={conversations.rows.view.filters}
                said={conversations.refused}
              />
            )}
          </div>
          {conversations.refused === undefined && <ViewsMenu desk={desk} />}
        </div>
      ) : (
        <div class="tabs" role="group" aria-label={text.tabs}>
          {TABS.map((tab) => (
            <button
              key={tab}
              class="tab"
              type="button"
              aria-pressed={tab === browsing.tab && browsing.viewId === undefined}
              onClick={() => choose(tab)}
            >
              {text.tab[tab]}
            </button>
          ))}
          <ViewsMenu desk={desk} />
        </div>
      )}
      {browsing.saved !== undefined && !browsing.isSearching && (
        <div class="found-line">
          <h3 class="view-name line" dir="auto">
            {browsing.saved.name}
          </h3>
          <p class="found" role="status">
            {state === "ready" && labels.views.count(found)}
          </p>
        </div>
      )}
    </header>
  );
}

function SearchField({ desk }: { readonly desk: Desk }): VNode {
  const { browsing } = desk;
  const input = useRef<HTMLInputElement>(null);

  /** Behind what stands there. */
  function take(example: string): void {
    browsing.search([browsing.typed.trim(), example].filter(Boolean).join(" "));
    input.current?.focus();
  }

  function clear(): void {
    browsing.search("");
    input.current?.focus();
  }

  return (
    <div class="search" role="search">
      <Icon name="search" />
      <input
        ref={input}
        class="search-input"
        type="text"
        dir="auto"
        autocomplete="off"
        enterkeyhint="search"
        maxLength={1_000}
        value={browsing.typed}
        aria-label={text.search}
        placeholder={text.search}
        onInput={(event) => browsing.search(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && browsing.typed !== "") clear();
        }}
      />
      {browsing.typed !== "" && (
        <button class="search-clear" type="button" aria-label={text.clear} onClick={clear}>
          <Icon name="close" />
        </button>
      )}
      <FilterHelp onTake={take} />
    </div>
  );
}
