/** Everything the inbox says, in German. */
import type { Labels } from "../labels.ts";
import { alerts } from "./alerts.ts";
import { attach } from "./attach.ts";
import { aboutVisitor } from "./about-visitor.ts";
import { canned } from "./canned.ts";
import { channels } from "./channels.ts";
import { compose } from "./compose.ts";
import { content } from "./content.ts";
import { conversation } from "./conversation.ts";
import { emoji } from "./emoji.ts";
import { forms } from "./forms.ts";
import { general } from "./general.ts";
import { list } from "./list.ts";
import { profile } from "./profile.ts";
import { settings } from "./settings.ts";
import { signIn } from "./sign-in.ts";
import { team } from "./team.ts";
import { views } from "./views.ts";
import { thread } from "./thread.ts";
import { together } from "./together.ts";

export const GERMAN: Labels = {
  ...general,
  ...forms,
  ...signIn,
  ...list,
  ...views,
  ...thread,
  ...together,
  ...canned,
  ...emoji,
  ...attach,
  ...content,
  ...compose,
  ...conversation,
  ...settings,
  ...profile,
  ...team,
  ...channels,
  ...aboutVisitor,
  ...alerts,
};
