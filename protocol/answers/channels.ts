import * as v from "valibot";
import { Source } from "../channels.ts";
import { Uuid } from "../json.ts";
import { Metadata, answered, listOf } from "./answer.ts";

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

/** All there is to know of a channel; only operators see it. */
export const ChannelDetails = answered({
  ...ExploredChannel.entries,
  config: Metadata,
  allowed_origins: listOf(v.string()),
  require_identity: v.boolean(),
});
export type ChannelDetails = v.InferOutput<typeof ChannelDetails>;

export const ChannelList = answered({ data: listOf(Channel) });

export const ExploredChannelList = answered({ data: listOf(ExploredChannel) });

/** With which a site vouches for people; only admins see it. */
export const IdentitySecret = answered({ secret: v.string() });
export type IdentitySecret = v.InferOutput<typeof IdentitySecret>;
