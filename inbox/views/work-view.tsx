import type { VNode } from "preact";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { FirstRun } from "./first-run.tsx";
import { ListHead } from "./list-head.tsx";
import { List } from "./list.tsx";
import { NotificationOffer } from "./notification-offer.tsx";
import { ThreadPane } from "./thread-pane.tsx";
import { useKeys } from "./use-keys.ts";

interface WorkViewProps {
  readonly desk: Desk;
  readonly conversationId: string | undefined;
  readonly onShowKeys: () => void;
}

/** The conversations: the list, and the open one beside it. */
export function WorkView({ desk, conversationId, onShowKeys }: WorkViewProps): VNode {
  useKeys(desk, onShowKeys);
  if (desk.conversations.isEmpty && conversationId === undefined) {
    return (
      <main class="first-run">
        <FirstRun desk={desk} />
      </main>
    );
  }
  return (
    <main class="panes">
      <nav class="list-pane" aria-label={labels.inbox}>
        <ListHead desk={desk} />
        <List desk={desk} />
        <NotificationOffer desk={desk} />
      </nav>
      <ThreadPane desk={desk} conversationId={conversationId} />
    </main>
  );
}
