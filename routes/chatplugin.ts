/** `/chatplugin.…`: visitors, from pages of any origin. */
import { Hono, type Context } from "hono";
import type * as v from "valibot";
import type { Assets } from "../assets.ts";
import type { Channels } from "../chat/channels.ts";
import type { Contacts } from "../chat/contacts.ts";
import { messageJson } from "../chat/message-json.ts";
import type { Messages } from "../chat/messages.ts";
import type { RateLimiter } from "../chat/rate-limiter.ts";
import type { SessionLimit } from "../chat/session-limit.ts";
import type { Tokens } from "../chat/tokens.ts";
import type { Visitors, Welcome } from "../chat/visitors.ts";
import { ParleyError } from "../errors.ts";
import {
  Authenticate,
  ConfigQuery,
  EndConversation,
  MessagesAfter,
  ResumeToken,
  ResumeTokenFor,
  SendAsVisitor,
  type WidgetConfig,
} from "../protocol/chatplugin.ts";
import { TellContact } from "../protocol/contact.ts";
import { json, jsonHeaders, jsonText, type AnswerHeaders } from "./answer.ts";
import { entityTag, isUnchanged } from "./asset.ts";
import { authorize } from "./authorize.ts";
import { readBody, readQuery } from "./body.ts";
import { ANY_ORIGIN, pageHeaders, preflight } from "./cors.ts";
import type { RequestEnv } from "./env.ts";

export interface ChatPluginRoutesDeps {
  readonly tokens: Tokens;
  readonly visitors: Visitors;
  readonly messages: Messages;
  readonly contacts: Contacts;
  readonly channels: Channels;
  readonly authenticateRate: RateLimiter;
  readonly sessionLimit: SessionLimit;
  /** Names this server's history to clients that count offsets in it. */
  readonly history: string;
  /** Aborts when the server stops: nobody is kept waiting. */
  readonly stopping: AbortSignal;
  /** Where people reach the server, when that is known. */
  readonly publicOrigin: string | undefined;
  readonly assets: () => Promise<Assets>;
}

export function createChatPluginRoutes(deps: ChatPluginRoutesDeps): Hono<RequestEnv> {
  const { tokens, visitors, messages, channels, authenticateRate, sessionLimit } = deps;
  const history = { "Parley-History": deps.history };
  const forAnyOrigin = { ...ANY_ORIGIN, ...history };
  const jsonForAnyOrigin = jsonHeaders(forAnyOrigin);

  /** Throws `origin_not_allowed`. */
  function originHeaders(c: Context, channelId: string): AnswerHeaders {
    const channel = channels.findConnected(channelId);
    const headers = pageHeaders(channel, (name) => c.req.header(name), deps.publicOrigin);
    return headers === ANY_ORIGIN ? forAnyOrigin : { ...headers, ...history };
  }

  function headersFor(c: Context, channelId: string): AnswerHeaders | Headers {
    const headers = originHeaders(c, channelId);
    return headers === forAnyOrigin ? jsonForAnyOrigin : headers;
  }

  function enter(body: v.InferOutput<typeof Authenticate>): Promise<Welcome> {
    if (body.identity !== undefined) {
      const { channel_id: channelId, identity, resume_token, starts_new: startsNew } = body;
      const { user_id: userId, signature } = identity;
      return visitors.identify({ channelId, userId, signature, startsNew }, resume_token);
    }
    return body.resume_token === undefined
      ? visitors.begin(body.channel_id)
      : visitors.resume(body.resume_token);
  }

  const routes = new Hono<RequestEnv>();
  for (const name of [
    "authenticate",
    "send",
    "contact",
    "resumeToken",
    "messages",
    "end",
    "config",
  ]) {
    routes.options(`/chatplugin.${name}`, preflight);
  }

  return routes
    .post("/chatplugin.authenticate", async (c) => {
      authenticateRate.take(c.env.address());
      const body = await readBody(c, Authenticate);
      const { channelId, token, messages: newest } = await enter(body);
      const headers = headersFor(c, channelId);
      const list = newest.map(messageJson).join(",");
      return jsonText(`{"token":"${token}","messages":[${list}]}`, 200, headers);
    })

    .post("/chatplugin.send", async (c) => {
      const visitor = await authorize(c, tokens, "visitor");
      const { id, message } = await readBody(c, SendAsVisitor);
      // Behind the body, which may have come slowly: the channel may have other sites by now.
      const headers = headersFor(c, visitor.channelId);
      return jsonText(
        await messages.sendAsVisitor(visitor, { id, content: message }),
        200,
        headers,
      );
    })

    .post("/chatplugin.contact", async (c) => {
      const visitor = await authorize(c, tokens, "visitor");
      const {
        display_name: displayName,
        consent,
        fields,
        ...address
      } = await readBody(c, TellContact);
      const headers = headersFor(c, visitor.channelId);
      const details = { ...fields, ...address };
      await deps.contacts.tell(visitor, { displayName, details, consent });
      return json({}, 200, headers);
    })

    .post("/chatplugin.resumeToken", async (c) => {
      const identity = await authorize(c, tokens, "visitor", "operator");
      if (identity.kind === "visitor") {
        const headers = headersFor(c, identity.channelId);
        await readBody(c, ResumeToken);
        return json({ resume_token: await visitors.resumeToken(identity) }, 200, headers);
      }
      const { channel_id: channelId, conversation_id: conversationId } = await readBody(
        c,
        ResumeTokenFor,
      );
      const token = await visitors.resumeTokenFor(channelId, conversationId);
      return json({ resume_token: token }, 200, ANY_ORIGIN);
    })

    .post("/chatplugin.end", async (c) => {
      const visitor = await authorize(c, tokens, "visitor");
      await readBody(c, EndConversation);
      const headers = headersFor(c, visitor.channelId);
      await visitors.end(visitor);
      return json({}, 200, headers);
    })

    .post("/chatplugin.messages", async (c) => {
      const visitor = await authorize(c, tokens, "visitor");
      const headers = headersFor(c, visitor.channelId);
      const { after, history: known, wait } = await readBody(c, MessagesAfter);
      const giveBack = wait > 0 ? sessionLimit.take(c.env.address()) : undefined;
      try {
        const until = [c.req.raw.signal, deps.stopping, AbortSignal.timeout(wait * 1_000)];
        const signal = wait > 0 ? AbortSignal.any(until) : undefined;
        const rows = await visitors.messagesAfter(visitor, after, known, signal);
        return jsonText(`{"messages":[${rows.map(messageJson).join(",")}]}`, 200, headers);
      } finally {
        giveBack?.();
      }
    })

    .get("/chatplugin.config", async (c) => {
      const { channel_id: id, language } = readQuery(c, ConfigQuery);
      const channel = channels.findConnected(id);
      if (channel === undefined) {
        throw new ParleyError("channel_not_found", "there is no such channel");
      }
      const headers = originHeaders(c, id);
      const config: WidgetConfig = {
        channel_id: channel.id,
        name: channel.name,
        ...(channel.imageUrl !== null && { image_url: channel.imageUrl }),
        config: JSON.parse(channel.config),
        ...(await labelsFor(language, deps.assets)),
      };
      const text = JSON.stringify(config);
      const tag = entityTag(text);
      const caching = { ...headers, ETag: tag, "Cache-Control": "public, max-age=60" };
      return isUnchanged(c.req.header("if-none-match"), tag)
        ? new Response(null, { status: 304, headers: caching })
        : jsonText(text, 200, caching);
    });
}

/** By the whole tag or its first part, as in `pt-BR`. English is not looked for: the widget has it. */
async function labelsFor(
  language: string,
  assets: () => Promise<Assets>,
): Promise<Pick<WidgetConfig, "labels">> {
  const [base = ""] = language.toLowerCase().split("-");
  if (base === "en") return {};
  const { languages } = await assets();
  const labels = Object.hasOwn(languages, base) ? languages[base] : undefined;
  return labels === undefined ? {} : { labels: JSON.parse(labels) };
}
