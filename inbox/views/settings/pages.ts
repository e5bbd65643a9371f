/** The pages of the settings, in the order in which they are listed. */
import type { ComponentType } from "preact";
import type { Desk } from "../../desk/desk.ts";
import { labels } from "../../labels.ts";
import { ChannelsPage } from "./channels/channels-page.tsx";

export interface SettingsPage {
  /** Stands in the address: `#/settings/name`. */
  readonly name: string;
  readonly title: string;
  /** What the page is for, in a sentence. */
  readonly lead: string;
  readonly Page: ComponentType<SettingsPageProps>;
}

export interface SettingsPageProps {
  readonly desk: Desk;
  /** What of the page: the parts of the address behind its name. With any, the page has a heading of its own. */
  readonly path: readonly string[];
}

const { channels } = labels;

export const PAGES: readonly [SettingsPage, ...SettingsPage[]] = [
  { name: "channels", title: channels.title, lead: channels.lead, Page: ChannelsPage },
];
