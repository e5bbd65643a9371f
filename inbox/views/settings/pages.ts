/** The pages of the settings, in the order in which they are listed. */
import type { ComponentType } from "preact";
import type { Desk } from "../../desk/desk.ts";
import { labels } from "../../labels.ts";
import { AnswersPage } from "./answers/answers-page.tsx";
import { ChannelsPage } from "./channels/channels-page.tsx";
import { ProfilePage } from "./profile/profile-page.tsx";
import { TeamPage } from "./team/team-page.tsx";
import { TokensPage } from "./tokens/tokens-page.tsx";

export interface SettingsPage {
  /** Stands in the address: `#/settings/name`. */
  readonly name: string;
  readonly title: string;
  /** What the page is for, in a sentence. */
  readonly lead: string;
  readonly Page: ComponentType<SettingsPageProps>;
  /** Whether only admins find it; by default everybody does. */
  readonly isForAdmins?: boolean;
}

export interface SettingsPageProps {
  readonly desk: Desk;
  /** What of the page: the parts of the address behind its name. With any, the page has a heading of its own. */
  readonly path: readonly string[];
}

const { canned, channels, profile, team, tokens } = labels;

export const PAGES: readonly [SettingsPage, ...SettingsPage[]] = [
  { name: "channels", title: channels.title, lead: channels.lead, Page: ChannelsPage },
  { name: "answers", title: canned.title, lead: canned.lead, Page: AnswersPage },
  { name: "team", title: team.title, lead: team.lead, Page: TeamPage },
  {
    name: "tokens",
    title: tokens.title,
    lead: tokens.lead,
    Page: TokensPage,
    isForAdmins: true,
  },
  { name: "profile", title: profile.title, lead: profile.lead, Page: ProfilePage },
];

/** Those that this operator finds. */
export function pagesFor({ profile: { isAdmin } }: Desk): readonly SettingsPage[] {
  return PAGES.filter(({ isForAdmins = false }) => isAdmin || !isForAdmins);
}
