import type { TargetedKeyboardEvent, VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { ListRow } from "./list-row.tsx";
import { LoadFailure } from "./load-failure.tsx";
import { NothingListed } from "./nothing-listed.tsx";
import { useChanges } from "./use-changes.ts";
import { useNow } from "./use-now.ts";

/** Where the arrow keys lead from the row at `at`. */
const MOVES: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

export function List({ desk }: { readonly desk: Desk }): VNode {
  useChanges(desk.changes);
  const now = useNow();
  const [focusedId, setFocusedId] = useState<string>();
  const list = useRef<HTMLUListElement>(null);
  const { conversations, state, more } = desk.conversations;
  const ids = conversations.map(({ id }) => id);
  const tabStop = [focusedId, desk.openId, ids[0]].find((id) => id && ids.includes(id));

  function move(event: TargetedKeyboardEvent<HTMLUListElement>): void {
    const target = MOVES[event.key];
    const links = [...event.currentTarget.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    if (target === undefined || at < 0) return;
    event.preventDefault();
    const next = target(at, links.length - 1);
    setFocusedId(ids[next]);
    links[next]?.focus();
  }

  return (
    <div class="list-scroll">
      {state === "loading" && conversations.length === 0 && <Skeleton />}
      {state === "failed" && (
        <LoadFailure text={labels.list.failed} onRetry={() => void desk.conversations.reload()} />
      )}
      {/* Safari takes a list without bullets for no list unless it is told. */}
      <ul class="list" role="list" aria-label={labels.list.name} ref={list} onKeyDown={move}>
        {conversations.map((conversation) => (
          <li key={conversation.id} onFocusIn={() => setFocusedId(conversation.id)}>
            <ListRow
              conversation={conversation}
              isOpen={conversation.id === desk.openId}
              isTabStop={conversation.id === tabStop}
              ownId={desk.operator.id}
              draft={desk.drafts.get(conversation.id)}
              highlight={desk.conversations.highlight(conversation.id)}
              now={now}
              isOnline={desk.presence.isOnline(conversation.id)}
              isTyping={desk.typing.isVisitorWriting(conversation.id)}
            />
          </li>
        ))}
      </ul>
      {state === "ready" && conversations.length === 0 && <NothingListed desk={desk} />}
      {more === "failed" ? (
        <LoadFailure text={labels.list.failed} onRetry={() => void desk.conversations.loadMore()} />
      ) : (
        more !== "none" && <EndOfList key={conversations.length} desk={desk} />
      )}
    </div>
  );
}

/** Loads the next page shortly before it is scrolled into view. */
function EndOfList({ desk }: { readonly desk: Desk }): VNode {
  const end = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (end.current === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => entry?.isIntersecting && void desk.conversations.loadMore(),
      { rootMargin: "400px" },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [desk]);
  return (
    <p class="note" ref={end}>
      {labels.list.loadingMore}
    </p>
  );
}

function Skeleton(): VNode {
  return (
    <div class="skeleton-list" role="status">
      <span class="visually-hidden">{labels.list.loading}</span>
      {Array.from({ length: 6 }, () => (
        <div class="skeleton-row" />
      ))}
    </div>
  );
}
