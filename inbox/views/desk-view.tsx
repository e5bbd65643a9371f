import type { VNode } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import type { Route } from "../route.ts";
import { AccountMenu } from "./account-menu.tsx";
import { Connection } from "./connection.tsx";
import { FirstRun } from "./first-run.tsx";
import { Mark } from "./icons.tsx";
import { KeysHelp } from "./keys-help.tsx";
import { ListHead } from "./list-head.tsx";
import { List } from "./list.tsx";
import { ThreadPane } from "./thread-pane.tsx";
import { useChanges } from "./use-changes.ts";
import { useKeys } from "./use-keys.ts";

interface DeskViewProps {
  readonly desk: Desk;
  readonly route: Route;
  readonly onLogOut: () => void;
}

export function DeskView({ desk, route, onLogOut }: DeskViewProps): VNode {
  useChanges(desk.changes);
  const { conversationId } = route;
  const { isEmpty, unread } = desk.conversations;
  useEffect(() => desk.open(conversationId), [desk, conversationId]);
  useEffect(() => {
    document.title = labels.title(unread);
    return () => {
      document.title = labels.title(0);
    };
  }, [unread]);

  const [isHelpOpen, setHelpOpen] = useState(false);
  const showKeys = useCallback(() => setHelpOpen(true), []);
  useKeys(desk, showKeys);

  return (
    <div class={conversationId === undefined ? "desk" : "desk thread-open"}>
      <header class="topbar">
        <Mark />
        <h1 class="product">{labels.product}</h1>
        <Connection desk={desk} />
        <AccountMenu desk={desk} onShowKeys={showKeys} onLogOut={onLogOut} />
      </header>
      {isHelpOpen && <KeysHelp desk={desk} onClose={() => setHelpOpen(false)} />}
      {isEmpty && conversationId === undefined ? (
        <main class="first-run">
          <FirstRun desk={desk} />
        </main>
      ) : (
        <main class="panes">
          <nav class="list-pane" aria-label={labels.inbox}>
            <ListHead desk={desk} />
            <List desk={desk} />
          </nav>
          <ThreadPane desk={desk} conversationId={conversationId} />
        </main>
      )}
    </div>
  );
}
