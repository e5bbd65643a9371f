import type { VNode } from "preact";
import type { Page } from "../../protocol/live.ts";
import { labels } from "../labels.ts";
import { WebLink } from "./linked-text.tsx";
import { pageName } from "./whereabouts.ts";

interface PageNowProps {
  readonly isOnline: boolean;
  readonly page: Page | undefined;
}

/** Whether the visitor is there, and on which page. */
export function PageNow({ isOnline, page }: PageNowProps): VNode {
  return (
    <div class={isOnline ? "page-now is-online" : "page-now"}>
      <p class="page-now-state">
        <span class="state-dot" aria-hidden="true" />
        {isOnline ? labels.presence.online : labels.details.offline}
      </p>
      {page !== undefined && (
        <p class="page-now-link">
          <bdi>
            <WebLink href={page.url} text={pageName(page)} />
          </bdi>
        </p>
      )}
    </div>
  );
}
