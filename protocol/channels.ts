import * as v from "valibot";
import { Name, Uuid, WebUrl } from "./json.ts";
import { CHANNEL_LIMITS } from "./limits.ts";
import { WidgetSettings } from "./widget-settings.ts";

export type { Channel, ExploredChannel, ChannelDetails } from "./answers/channels.ts";

/** The one source there is: Parley itself. */
export const SOURCE = "chat_plugin";

export const Source = v.literal(SOURCE);

export const ConnectChannel = v.object({
  source: Source,
  source_channel_id: Name,
  name: v.optional(Name),
  image_url: v.optional(WebUrl),
});

export const DisconnectChannel = v.object({ channel_id: Uuid });
export const ChannelInfo = v.object({ channel_id: Uuid });

/** `https://shop.example.org`, as browsers write it in the Origin header. */
const Origin = v.pipe(
  v.string(),
  v.maxLength(300),
  v.url("must be an origin"),
  v.regex(
    /^[hH][tT][tT][pP][sS]?:\/\/[^\s/?#@\\*]+\/?$/,
    "must be scheme://host or scheme://host:port",
  ),
  v.transform((text) => new URL(text).origin),
);

/** What is left out stays as it is; what is given replaces all of what was there. */
export const UpdateChannel = v.object({
  channel_id: Uuid,
  name: v.optional(Name),
  /** Null removes it. */
  image_url: v.nullish(WebUrl),
  config: v.optional(WidgetSettings),
  /** Only people whom the site has vouched for may write. */
  require_identity: v.optional(v.boolean()),
  allowed_origins: v.optional(v.pipe(v.array(Origin), v.maxLength(CHANNEL_LIMITS.origins))),
});

export const ChannelIdentity = v.object({
  channel_id: Uuid,
  /** Another secret: what was signed with the one before is good no longer. */
  rotate: v.optional(v.boolean(), false),
});

export const ListChannels = v.object({ source: v.optional(Source) });
export const ExploreChannels = v.object({ source: Source });
