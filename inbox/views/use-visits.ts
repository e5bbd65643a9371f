import { useEffect, useState } from "preact/hooks";
import type { PageVisit } from "../../protocol/conversations.ts";
import type { Page } from "../../protocol/live.ts";
import { CallFailed } from "../api.ts";
import type { Desk } from "../desk/desk.ts";

/** As many as the server keeps. */
const KEPT = 50;

export interface Visits {
  /** The newest first; undefined until they are here. */
  readonly list: readonly PageVisit[] | undefined;
  readonly isFailed: boolean;
  readonly retry: () => void;
}

/**
 * The pages that the visitor has opened: loaded once, and again when the feed has been away; what they open
 * meanwhile is told by their presence.
 */
export function useVisits(desk: Desk, conversationId: string): Visits {
  const [stored, setStored] = useState<readonly PageVisit[]>();
  const [isFailed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const isLive = desk.live.state === "live";
  useEffect(() => {
    let isOver = false;
    desk.call("/conversations.pages", { conversation_id: conversationId }).then(
      ({ data }) => {
        if (isOver) return;
        setStored(data);
        setFailed(false);
      },
      (error: unknown) => {
        if (!(error instanceof CallFailed)) throw error;
        if (!isOver) setFailed(true);
      },
    );
    return () => {
      isOver = true;
    };
  }, [desk, conversationId, isLive, attempt]);

  const page = desk.presence.page(conversationId);
  useEffect(() => {
    if (page !== undefined) setStored((list) => list && withPage(list, page, new Date()));
  }, [page, stored]);
  return { list: stored, isFailed, retry: () => setAttempt(attempt + 1) };
}

/** The same list when that page is its newest already. */
export function withPage(
  visits: readonly PageVisit[],
  page: Page,
  now: Date,
): readonly PageVisit[] {
  const [newest] = visits;
  if (newest?.url !== page.url) {
    return [{ ...page, opened_at: now.toISOString() }, ...visits].slice(0, KEPT);
  }
  if (page.title === undefined || page.title === newest.title) return visits;
  return [{ ...newest, title: page.title }, ...visits.slice(1)];
}
