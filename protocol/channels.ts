import * as v from "valibot";
import { Name, Uuid, WebUrl } from "./json.ts";

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

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly source: typeof SOURCE;
  readonly source_channel_id: string;
  readonly image_url?: string;
}

export interface ExploredChannel extends Channel {
  readonly connected: boolean;
}
