/** The HTTP side: which routes there are, in order, and what all of them share. */
import { Hono } from "hono";
import { ParleyError, type ErrorCode } from "../errors.ts";
import type { Log } from "../log.ts";
import type { AnswerHeaders } from "./answer.ts";
import { createCannedAnswerRoutes, type CannedAnswerRoutesDeps } from "./canned-answers.ts";
import { createAvatarRoutes, type AvatarRoutesDeps } from "./avatars.ts";
import { createChannelRoutes, type ChannelRoutesDeps } from "./channels.ts";
import { createChatPluginRoutes, type ChatPluginRoutesDeps } from "./chatplugin.ts";
import {
  createConversationListRoutes,
  type ConversationListRoutesDeps,
} from "./conversation-list.ts";
import { createConversationRoutes, type ConversationRoutesDeps } from "./conversations.ts";
import { ANY_ORIGIN, isForAnyOrigin } from "./cors.ts";
import { createDocumentRoutes } from "./documents.ts";
import type { RequestEnv } from "./env.ts";
import { errorResponse } from "./errors.ts";
import { createFileRoutes, type FileRoutesDeps } from "./files.ts";
import { createHealthRoutes, type HealthRoutesDeps } from "./health.ts";
import { createInvitationRoutes, type InvitationRoutesDeps } from "./invitations.ts";
import { createMessageRoutes, type MessageRoutesDeps } from "./messages.ts";
import { createMetadataRoutes, type MetadataRoutesDeps } from "./metadata.ts";
import { createNoteRoutes, type NoteRoutesDeps } from "./notes.ts";
import { createPageRoutes, type PageRoutesDeps } from "./pages.ts";
import { createSavedViewRoutes, type SavedViewRoutesDeps } from "./saved-views.ts";
import { createSessionRoutes, type SessionRoutesDeps } from "./sessions.ts";
import { createTagRoutes, type TagRoutesDeps } from "./tags.ts";
import { createTokenRoutes, type TokenRoutesDeps } from "./tokens.ts";
import { createUserRoutes, type UserRoutesDeps } from "./users.ts";
import { createWebhookRoutes, type WebhookRoutesDeps } from "./webhooks.ts";

export type AppDeps = { readonly log: Log } & AvatarRoutesDeps &
  ChannelRoutesDeps &
  ChatPluginRoutesDeps &
  ConversationListRoutesDeps &
  ConversationRoutesDeps &
  FileRoutesDeps &
  HealthRoutesDeps &
  InvitationRoutesDeps &
  MessageRoutesDeps &
  MetadataRoutesDeps &
  NoteRoutesDeps &
  CannedAnswerRoutesDeps &
  SavedViewRoutesDeps &
  PageRoutesDeps &
  SessionRoutesDeps &
  TagRoutesDeps &
  TokenRoutesDeps &
  UserRoutesDeps &
  WebhookRoutesDeps;

export function createApp(deps: AppDeps): Hono<RequestEnv> {
  const app = new Hono<RequestEnv>();
  app.route("/", createChatPluginRoutes(deps));
  app.route("/", createMessageRoutes(deps));
  app.route("/", createFileRoutes(deps));
  app.route("/", createConversationListRoutes(deps));
  app.route("/", createConversationRoutes(deps));
  app.route("/", createChannelRoutes(deps));
  app.route("/", createUserRoutes(deps));
  app.route("/", createAvatarRoutes(deps));
  app.route("/", createInvitationRoutes(deps));
  app.route("/", createSessionRoutes(deps));
  app.route("/", createTokenRoutes(deps));
  app.route("/", createTagRoutes(deps));
  app.route("/", createMetadataRoutes(deps));
  app.route("/", createNoteRoutes(deps));
  app.route("/", createCannedAnswerRoutes(deps));
  app.route("/", createSavedViewRoutes(deps));
  app.route("/", createWebhookRoutes(deps));
  app.route("/", createPageRoutes(deps));
  app.route("/", createDocumentRoutes());
  app.route("/", createHealthRoutes(deps));

  // Not a handler of its own for every path: a path with a single handler is the router's short way.
  const methods = new Map<string, string>();
  for (const { path, method } of app.routes) {
    if (method !== "OPTIONS") methods.set(path, method);
  }
  app.notFound(({ req: { path } }) => {
    const method = methods.get(path);
    if (method === undefined) return refuse(path, "not_found", "there is nothing here");
    return refuse(path, "method_not_allowed", `this path takes ${method} only`, { Allow: method });
  });
  app.onError((error, { req: { path } }) => {
    if (error instanceof ParleyError) {
      const isRefused = error.code === "origin_not_allowed";
      return errorResponse(error, isRefused ? { Vary: "Origin" } : originHeaders(path));
    }
    deps.log.error("request_failed", { path, reason: `${error.name}: ${error.message}` });
    return refuse(path, "internal_error", "something went wrong on the server");
  });
  return app;
}

function refuse(path: string, code: ErrorCode, message: string, headers?: AnswerHeaders): Response {
  return errorResponse(new ParleyError(code, message), { ...originHeaders(path), ...headers });
}

function originHeaders(path: string): AnswerHeaders | undefined {
  return isForAnyOrigin(path) ? ANY_ORIGIN : undefined;
}
