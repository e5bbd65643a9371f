import * as v from "valibot";
import { answered, listOf, Name, Uuid, WebUrl } from "./json.ts";

/** The one source there is: Parley itself. */
export const SOURCE = "chat_plugin";

const Source = v.literal(SOURCE);

export const ConnectChannel = v.object({
  source: Source,
  source_channel_id: Name,
  name: v.optional(Name),
  image_url: v.optional(WebUrl),
});

export const DisconnectChannel = v.object({ channel_id: Uuid });
export const ListChannels = v.object({ source: v.optional(Source) });
export const ExploreChannels = v.object({ source: Source });

export const Channel = answered({
  id: Uuid,
  name: v.string(),
  source: Source,
  source_channel_id: v.string(),
  image_url: v.exactOptional(v.string()),
});
export type Channel = v.InferOutput<typeof Channel>;

export const ExploredChannel = answered({ ...Channel.entries, connected: v.boolean() });
export type ExploredChannel = v.InferOutput<typeof ExploredChannel>;

export const ChannelList = answered({ data: listOf(Channel) });
export const ExploredChannelList = answered({ data: listOf(ExploredChannel) });
