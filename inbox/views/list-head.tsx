import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import type { Desk } from "../desk/desk.ts";
import { TABS } from "../desk/list-view.ts";
import { labels } from "../labels.ts";
import { Icon } from "./icons.tsx";

const text = labels.list;

/** What the list shows, and how to see something else: the tabs, and a search over everything. */
export function ListHead({ desk }: { readonly desk: Desk }): VNode {
  const { browsing, conversations } = desk;
  const { state, unread, found } = conversations;
  return (
    <header class="list-head">
      <div class="list-title">
        <h2>{labels.inbox}</h2>
        {unread > 0 && <span class="badge">{text.unread(unread)}</span>}
      </div>
      <SearchField desk={desk} />
      {browsing.isSearching ? (
        <p class="found" role="status">
          {state === "ready" && text.found(found)}
        </p>
      ) : (
        <div class="tabs" role="group" aria-label={text.tabs}>
          {TABS.map((tab) => (
            <button
              key={tab}
              class="tab"
              type="button"
              aria-pressed={tab === browsing.tab}
              onClick={() => browsing.choose(tab)}
            >
              {text.tab[tab]}
            </button>
          ))}
        </div>
      )}
    </header>
  );
}

function SearchField({ desk }: { readonly desk: Desk }): VNode {
  const { browsing } = desk;
  const input = useRef<HTMLInputElement>(null);

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
        maxLength={200}
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
    </div>
  );
}
