/** `/chatplugin.…`: visitors, from pages of any origin. */
import { Hono } from "hono";
import { cors } from "hono/cors";
import { messageJson } from "../chat/message-json.ts";
import type { Messages } from "../chat/messages.ts";
import type { RateLimiter } from "../chat/rate-limiter.ts";
import type { SessionLimit } from "../chat/session-limit.ts";
import type { Tokens } from "../chat/tokens.ts";
import type { Visitors } from "../chat/visitors.ts";
import type { ChannelReads } from "../db/channels.ts";
import { ParleyError } from "../errors.ts";
import {
  Authenticate,
  ConfigQuery,
  MessagesAfter,
  ResumeToken,
  ResumeTokenFor,
  SendAsVisitor,
  type WidgetConfig,
} from "../protocol/chatplugin.ts";
import { authorize } from "./authorize.ts";
import { readBody, readQuery } from "./body.ts";
import type { RequestEnv } from "./env.ts";
import { entityTag, isUnchanged } from "./asset.ts";
import { jsonText } from "./json.ts";

export interface ChatPluginRoutesDeps {
  readonly tokens: Tokens;
  readonly visitors: Visitors;
  readonly messages: Messages;
  readonly channelReads: ChannelReads;
  readonly authenticateRate: RateLimiter;
  readonly sessionLimit: SessionLimit;
  /** Names this server's history to clients that count offsets in it. */
  readonly history: string;
  /** Aborts when the server stops: nobody is kept waiting. */
  readonly stopping: AbortSignal;
}

/** Tokens travel in a header, never in a cookie, so any origin may ask. */
const anyOrigin = cors({
  origin: "*",
  allowMethods: ["GET", "POST"],
  allowHeaders: ["Authorization", "Content-Type"],
  exposeHeaders: ["Parley-History", "Retry-After"],
  maxAge: 86_400,
});

export function createChatPluginRoutes(deps: ChatPluginRoutesDeps): Hono<RequestEnv> {
  const { tokens, visitors, messages, channelReads, authenticateRate, sessionLimit } = deps;
  const history = { "Parley-History": deps.history };
  const routes = new Hono<RequestEnv>();
  for (const name of ["authenticate", "send", "resumeToken", "messages", "config"]) {
    routes.use(`/chatplugin.${name}`, anyOrigin);
  }

  return routes
    .post("/chatplugin.authenticate", async (c) => {
      authenticateRate.take(c.env.address);
      const body = await readBody(c, Authenticate);
      const { token, messages: newest } =
        "resume_token" in body
          ? await visitors.resume(body.resume_token)
          : await visitors.begin(body.channel_id);
      const list = newest.map(messageJson).join(",");
      return jsonText(`{"token":"${token}","messages":[${list}]}`, 200, history);
    })

    .post("/chatplugin.send", async (c) => {
      const visitor = await authorize(c, tokens, "visitor");
      const { id, message } = await readBody(c, SendAsVisitor);
      const stored = await messages.sendAsVisitor(visitor, { id, content: message });
      return jsonText(messageJson(stored), 200, history);
    })

    .post("/chatplugin.resumeToken", async (c) => {
      const identity = await authorize(c, tokens, "visitor", "operator");
      if (identity.kind === "visitor") {
        await readBody(c, ResumeToken);
        return c.json({ resume_token: await visitors.resumeToken(identity) });
      }
      const { channel_id: channelId, conversation_id: conversationId } = await readBody(
        c,
        ResumeTokenFor,
      );
      return c.json({ resume_token: await visitors.resumeTokenFor(channelId, conversationId) });
    })

    .post("/chatplugin.messages", async (c) => {
      const visitor = await authorize(c, tokens, "visitor");
      const { after, history: known, wait } = await readBody(c, MessagesAfter);
      const giveBack = wait > 0 ? sessionLimit.take(c.env.address) : undefined;
      try {
        const until = [c.req.raw.signal, deps.stopping, AbortSignal.timeout(wait * 1_000)];
        const signal = wait > 0 ? AbortSignal.any(until) : undefined;
        const rows = await visitors.messagesAfter(visitor, after, known, signal);
        return jsonText(`{"messages":[${rows.map(messageJson).join(",")}]}`, 200, history);
      } finally {
        giveBack?.();
      }
    })

    .get("/chatplugin.config", (c) => {
      const { channel_id: id } = readQuery(c, ConfigQuery);
      const channel = channelReads.findConnected(id);
      if (channel === undefined) {
        throw new ParleyError("channel_not_found", "there is no such channel");
      }
      const config: WidgetConfig = {
        channel_id: channel.id,
        name: channel.name,
        ...(channel.imageUrl !== null && { image_url: channel.imageUrl }),
        config: JSON.parse(channel.config),
      };
      const text = JSON.stringify(config);
      const headers = { ETag: entityTag(text), "Cache-Control": "public, max-age=60" };
      return isUnchanged(c.req.header("if-none-match"), headers.ETag)
        ? c.body(null, 304, headers)
        : jsonText(text, 200, headers);
    });
}
