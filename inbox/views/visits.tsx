import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { PageVisit } from "../../protocol/conversations.ts";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { WebLink } from "./linked-text.tsx";
import { LoadFailure } from "./load-failure.tsx";
import { fullTime, shortTime } from "./times.ts";
import { useNow } from "./use-now.ts";
import { useVisits } from "./use-visits.ts";
import { pageName } from "./whereabouts.ts";

const text = labels.visits;
/** Shown before more are asked for. */
const FIRST = 6;

interface VisitsProps {
  readonly desk: Desk;
  readonly conversationId: string;
}

/** The pages that the visitor has opened, the newest first. */
export function Visits({ desk, conversationId }: VisitsProps): VNode {
  const { list, isFailed, retry } = useVisits(desk, conversationId);
  const [isWhole, setWhole] = useState(false);
  const open = desk.presence.page(conversationId);
  const hidden = isWhole ? 0 : Math.max(0, (list?.length ?? 0) - FIRST);
  return (
    <section class="visits" aria-label={text.heading}>
      <h4>{text.heading}</h4>
      {list === undefined && isFailed && <LoadFailure text={text.failed} onRetry={retry} />}
      {list?.length === 0 && <p class="metadata-none">{text.none}</p>}
      {list !== undefined && list.length > 0 && (
        <ol class="visit-list">
          {list.slice(0, list.length - hidden).map((visit, index) => (
            <Visit
              key={list.length - index}
              visit={visit}
              isOpen={index === 0 && visit.url === open?.url}
            />
          ))}
        </ol>
      )}
      {hidden > 0 && (
        <button class="link-button visits-more" type="button" onClick={() => setWhole(true)}>
          {text.more(hidden)}
        </button>
      )}
    </section>
  );
}

interface VisitProps {
  readonly visit: PageVisit;
  readonly isOpen: boolean;
}

function Visit({ visit, isOpen }: VisitProps): VNode {
  const now = useNow();
  const { url, title, opened_at } = visit;
  const address = URL.parse(url);
  const path = address === null ? url : address.pathname + address.search;
  return (
    <li class={isOpen ? "visit is-open" : "visit"}>
      <span class="visit-dot" aria-hidden="true" />
      <p class="visit-name">
        <bdi>
          <WebLink href={url} text={pageName(visit)} />
        </bdi>
      </p>
      <p class="visit-about">
        {title !== undefined && <bdi class="visit-path">{path}</bdi>}
        <time dateTime={opened_at} title={fullTime(opened_at)}>
          {isOpen ? text.now : shortTime(opened_at, now)}
        </time>
      </p>
    </li>
  );
}
