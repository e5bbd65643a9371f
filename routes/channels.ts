/** `/channels.…`: operators only. */
import { Hono } from "hono";
import { toChannel, toChannelDetails, type Channels } from "../chat/channels.ts";
import type { Tokens } from "../chat/tokens.ts";
import { ParleyError } from "../errors.ts";
import {
  ChannelIdentity,
  ChannelInfo,
  ConnectChannel,
  DisconnectChannel,
  ExploreChannels,
  ListChannels,
  UpdateChannel,
} from "../protocol/channels.ts";
import { json } from "./answer.ts";
import { authorize, authorizeAdmin } from "./authorize.ts";
import { readBody } from "./body.ts";
import type { RequestEnv } from "./env.ts";

export interface ChannelRoutesDeps {
  readonly tokens: Tokens;
  readonly channels: Channels;
}

export function createChannelRoutes(deps: ChannelRoutesDeps): Hono<RequestEnv> {
  const { tokens, channels } = deps;
  return new Hono<RequestEnv>()
    .post("/channels.connect", async (c) => {
      await authorizeAdmin(c, tokens);
      const body = await readBody(c, ConnectChannel);
      const { channel, wasConnected } = await channels.connect({
        sourceChannelId: body.source_channel_id,
        name: body.name,
        imageUrl: body.image_url,
      });
      return json(toChannel(channel), wasConnected ? 202 : 200);
    })

    .post("/channels.disconnect", async (c) => {
      await authorizeAdmin(c, tokens);
      const { channel_id: id } = await readBody(c, DisconnectChannel);
      const outcome = await channels.disconnect(id);
      if (outcome === "unknown") {
        throw new ParleyError("unknown_channel", "there is no such channel");
      }
      return json({}, outcome === "disconnected" ? 200 : 202);
    })

    .post("/channels.update", async (c) => {
      await authorizeAdmin(c, tokens);
      const body = await readBody(c, UpdateChannel);
      const updated = await channels.update(body.channel_id, {
        name: body.name,
        imageUrl: body.image_url,
        config: body.config,
        allowedOrigins: body.allowed_origins,
        requireIdentity: body.require_identity,
      });
      return json(toChannelDetails(updated));
    })

    .post("/channels.identity", async (c) => {
      const admin = await authorizeAdmin(c, tokens);
      const { channel_id: id, rotate } = await readBody(c, ChannelIdentity);
      return json({ secret: await channels.identitySecret(admin, id, rotate) });
    })

    .post("/channels.info", async (c) => {
      await authorize(c, tokens, "operator");
      const { channel_id: id } = await readBody(c, ChannelInfo);
      const channel = channels.find(id);
      if (channel === undefined) {
        throw new ParleyError("channel_not_found", "there is no such channel");
      }
      return json(toChannelDetails(channel));
    })

    .post("/channels.list", async (c) => {
      await authorize(c, tokens, "operator");
      await readBody(c, ListChannels);
      const connected = channels.all().filter((channel) => channel.connected === 1);
      return json({ data: connected.map(toChannel) });
    })

    .post("/channels.explore", async (c) => {
      await authorize(c, tokens, "operator");
      await readBody(c, ExploreChannels);
      const data = channels
        .all()
        .map((channel) => ({ ...toChannel(channel), connected: channel.connected === 1 }));
      return json({ data });
    });
}
