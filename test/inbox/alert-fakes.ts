/** What tells a person of messages, with the system and the other tabs in the test's hands. */
import { Alerts } from "../../inbox/alerts/alerts.ts";
import type {
  Permission,
  ShownNotification,
  SystemNotifications,
} from "../../inbox/alerts/system-notifications.ts";
import type { Tabs } from "../../inbox/alerts/tabs.ts";
import { Changes } from "../../inbox/changes.ts";
import type { Clock } from "../../inbox/clock.ts";

export class FakeSystem implements SystemNotifications {
  readonly changes = new Changes();
  permission: Permission = "granted";
  readonly shown: ShownNotification[] = [];
  readonly closed: string[] = [];

  async ask(): Promise<void> {
    this.permission = "granted";
  }

  show(notification: ShownNotification): void {
    this.shown.push(notification);
  }

  close(tag: string): void {
    this.closed.push(tag);
  }

  closeAll(): void {
    this.closed.push("all");
  }
}

export class FakeTabs implements Tabs {
  speaks = true;
  /** Here. */
  watched: string | undefined;
  watchedElsewhere: readonly string[] = [];
  onWatched: (conversationId: string) => void = () => undefined;

  watch(conversationId: string | undefined): void {
    this.watched = conversationId;
    if (conversationId !== undefined) this.onWatched(conversationId);
  }

  async isWatched(conversationId: string): Promise<boolean> {
    return [this.watched, ...this.watchedElsewhere].includes(conversationId);
  }

  stop(): void {
    this.speaks = false;
  }
}

export interface FakeAlerts {
  readonly alerts: Alerts;
  readonly system: FakeSystem;
  readonly tabs: FakeTabs;
  /** How often it has sounded. */
  readonly chimes: () => number;
  /** The conversations of notifications that were clicked. */
  readonly chosen: readonly (string | undefined)[];
}

export function fakeAlerts(clock: Clock): FakeAlerts {
  const [system, tabs] = [new FakeSystem(), new FakeTabs()];
  const chosen: (string | undefined)[] = [];
  let chimes = 0;
  const alerts = new Alerts({
    system,
    clock,
    chime: () => {
      chimes += 1;
    },
    openTabs: (onWatched) => Object.assign(tabs, { onWatched }),
    onChosen: (conversationId) => void chosen.push(conversationId),
  });
  return { alerts, system, tabs, chimes: () => chimes, chosen };
}
