import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Conversation } from "../../protocol/conversations.ts";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { Icon } from "./icons.tsx";
import { ListRow } from "./list-row.tsx";
import { LoadFailure } from "./load-failure.tsx";
import { NothingListed } from "./nothing-listed.tsx";
import { rowId, useRowFocus } from "./row-focus.ts";
import { ROW_HEIGHT, useRowScroll } from "./row-scroll.ts";
import { useChanges } from "./use-changes.ts";
import { useNow } from "./use-now.ts";

const text = labels.list;

/** The conversations, of which only those near the sight are in the document. */
export function List({ desk }: { readonly desk: Desk }): VNode {
  useChanges(desk.changes);
  const now = useNow();
  const [focusedId, setFocusedId] = useState<string>();
  const scroller = useRef<HTMLDivElement>(null);
  const list = desk.conversations;
  const { conversations, state, more, rows } = list;
  const { drawn, show } = useRowScroll(scroller, list);
  const focus = useRowFocus(list, show, setFocusedId);
  const tabStop =
    [focusedId, desk.openId].find((id) => conversations.some((each) => each.id === id)) ??
    conversations[Math.max(0, drawn.first - rows.above)]?.id;
  const known = rows.above + conversations.length;
  const isLoading = (state === "loading" && known === 0) || desk.browsing.isWaiting;

  function item(conversation: Conversation, index: number): VNode | undefined {
    const { id } = conversation;
    const row = rows.above + index;
    if ((row < drawn.first || row >= drawn.last) && id !== tabStop) return undefined;
    return (
      <li
        key={id}
        id={rowId(id)}
        style={{ insetBlockStart: `${row * ROW_HEIGHT}rem` }}
        aria-setsize={Math.max(list.found, known)}
        aria-posinset={row + 1}
        onFocusIn={() => setFocusedId(id)}
      >
        <ListRow
          conversation={conversation}
          isOpen={id === desk.openId}
          isTabStop={id === tabStop}
          ownId={desk.operator.id}
          viewId={desk.browsing.viewId}
          draft={desk.drafts.get(id)}
          highlight={rows.highlight(id)}
          now={now}
          isOnline={desk.presence.isOnline(id)}
          isTyping={desk.typing.isVisitorWriting(id)}
          tags={desk.tags.all}
        />
      </li>
    );
  }

  return (
    <div class="list-box">
      {list.hasNews && (
        <button class="list-news" type="button" onClick={focus.toTop}>
          <Icon name="up" />
          {text.news}
        </button>
      )}
      <div class="list-scroll" ref={scroller} tabIndex={-1}>
        {isLoading && <Skeleton />}
        {state === "failed" && list.refused === undefined && (
          <LoadFailure text={text.failed} onRetry={() => list.reload()} />
        )}
        {list.newer === "failed" && (
          <div class="list-above">
            <LoadFailure text={text.failed} onRetry={() => list.loadNewer()} />
          </div>
        )}
        {/* Safari takes a list without bullets for no list unless it is told. */}
        <ul
          class="list"
          role="list"
          aria-label={text.name}
          style={{ blockSize: `${known * ROW_HEIGHT}rem` }}
          onKeyDown={focus.onKeyDown}
        >
          {conversations.map(item)}
        </ul>
        {state === "ready" && known === 0 && !isLoading && <NothingListed desk={desk} />}
        {more === "failed" ? (
          <LoadFailure text={text.failed} onRetry={() => list.loadMore()} />
        ) : (
          more !== "none" && <p class="note">{text.loadingMore}</p>
        )}
      </div>
    </div>
  );
}

function Skeleton(): VNode {
  return (
    <div class="skeleton-list" role="status">
      <span class="visually-hidden">{text.loading}</span>
      {Array.from({ length: 6 }, () => (
        <div class="skeleton-row" />
      ))}
    </div>
  );
}
