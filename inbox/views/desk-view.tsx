import type { VNode } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { hrefOf, type Route } from "../route.ts";
import { AccountMenu } from "./account-menu.tsx";
import { Connection } from "./connection.tsx";
import { Mark } from "./icons.tsx";
import { KeysHelp } from "./keys-help.tsx";
import { SettingsView } from "./settings/settings-view.tsx";
import { useChanges } from "./use-changes.ts";
import { useUnreadBadge } from "./use-unread-badge.ts";
import { WorkView } from "./work-view.tsx";

interface DeskViewProps {
  readonly desk: Desk;
  readonly route: Route;
  readonly onLogOut: () => void;
}

/** The whole page of somebody who is logged in: the bar, and under it their work or the settings. */
export function DeskView({ desk, route, onLogOut }: DeskViewProps): VNode {
  useChanges(desk.changes);
  const { conversationId, settings, view } = route;
  const { unread } = desk.conversations;
  useEffect(() => desk.open(conversationId), [desk, conversationId]);
  useEffect(() => {
    if (settings === undefined) desk.browsing.follow(view);
  }, [desk, settings, view]);
  useUnreadBadge(unread);

  const [isHelpOpen, setHelpOpen] = useState(false);
  const showKeys = useCallback(() => setHelpOpen(true), []);

  return (
    <div class={conversationId === undefined ? "desk" : "desk thread-open"}>
      <header class="topbar">
        <a class="home" href={hrefOf({})}>
          <Mark />
          <h1 class="product">{labels.product}</h1>
        </a>
        <Connection desk={desk} />
        <AccountMenu desk={desk} onShowKeys={showKeys} onLogOut={onLogOut} />
      </header>
      {isHelpOpen && <KeysHelp desk={desk} onClose={() => setHelpOpen(false)} />}
      {settings === undefined ? (
        <WorkView desk={desk} conversationId={conversationId} onShowKeys={showKeys} />
      ) : (
        <SettingsView desk={desk} path={settings} />
      )}
    </div>
  );
}
