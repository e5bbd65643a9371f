/**
 * Tells a person of what visitors write where they are not looking: by a sound, and by a notification of
 * the system if they have allowed it, one for each conversation. Of several tabs only one does so, and
 * none while the conversation is open and to be seen in any of them.
 */
import type { Clock } from "../clock.ts";
import type { Arrival } from "../desk/conversation-index.ts";
import type { Preferences } from "../desk/preferences.ts";
import { labels } from "../labels.ts";
import { contentText } from "../views/content-text.ts";
import type { SystemNotifications } from "./system-notifications.ts";
import type { Tabs, TabsDeps } from "./tabs.ts";

export interface AlertsDeps {
  readonly system: SystemNotifications;
  readonly chime: () => void;
  readonly clock: Clock;
  readonly openTabs: (onWatched: TabsDeps["onWatched"]) => Tabs;
  /** The person wants to see it; undefined: the list. */
  readonly onChosen: (conversationId: string | undefined) => void;
}

/** In characters. */
const TITLE = 80;
const TEXT = 200;
/** More at a time are one notification: after an absence a lot may come at once. In milliseconds. */
const AT_A_TIME = { count: 5, window: 10_000 };
const MANY = "parley.many";

export class Alerts {
  readonly system: SystemNotifications;
  readonly #deps: AlertsDeps;
  readonly #tabs: Tabs;
  #shownAt: readonly number[] = [];

  constructor(deps: AlertsDeps) {
    this.#deps = deps;
    this.system = deps.system;
    this.#tabs = deps.openTabs((conversationId) => this.system.close(tagOf(conversationId)));
  }

  /** This conversation, or none, is before the person's eyes now. */
  watch(conversationId: string | undefined): void {
    this.#tabs.watch(conversationId);
  }

  /** A visitor has written where the person is not looking, as far as this tab knows. */
  async call(arrival: Arrival, preferences: Preferences): Promise<void> {
    if (!this.#tabs.speaks || (await this.#tabs.isWatched(arrival.conversation_id))) return;
    if (preferences.isOn("sound")) this.#deps.chime();
    if (preferences.isOn("notifications") && this.system.permission === "granted") {
      this.#show(arrival);
    }
  }

  stop(): void {
    this.#tabs.stop();
    this.system.closeAll();
  }

  #show({ conversation_id: id, message }: Arrival): void {
    const { onChosen } = this.#deps;
    const now = this.#deps.clock.now();
    const recent = this.#shownAt.filter((at) => now - at < AT_A_TIME.window);
    const isTooMany = recent.length >= AT_A_TIME.count;
    this.#shownAt = isTooMany ? recent : [...recent, now];
    if (isTooMany) {
      const { many, manyText } = labels.alerts;
      const onClick = (): void => onChosen(undefined);
      return this.system.show({ tag: MANY, title: many, text: manyText, onClick });
    }
    this.system.show({
      tag: tagOf(id),
      title: shortened(message.sender.name, TITLE),
      text: shortened(contentText(message.content), TEXT),
      onClick: () => onChosen(id),
    });
  }
}

function tagOf(conversationId: string): string {
  return `parley.${conversationId}`;
}

/** A line or two of somebody's words: white space runs together, and what is too long ends with `…`. */
export function shortened(text: string, length: number): string {
  const line = text.replace(/\s+/gu, " ").trim();
  return line.length <= length ? line : `${line.slice(0, length - 1).toWellFormed()}…`;
}
