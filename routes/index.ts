/** The HTTP side: which routes there are, in order, and what all of them share. */
import { Hono } from "hono";
import { ParleyError } from "../errors.ts";
import type { Log } from "../log.ts";
import { createChannelRoutes, type ChannelRoutesDeps } from "./channels.ts";
import { createChatPluginRoutes, type ChatPluginRoutesDeps } from "./chatplugin.ts";
import { createConversationRoutes, type ConversationRoutesDeps } from "./conversations.ts";
import type { RequestEnv } from "./env.ts";
import { errorResponse } from "./errors.ts";
import { createHealthRoutes, type HealthRoutesDeps } from "./health.ts";
import { createMessageRoutes, type MessageRoutesDeps } from "./messages.ts";
import { createPageRoutes, type PageRoutesDeps } from "./pages.ts";
import { createUserRoutes, type UserRoutesDeps } from "./users.ts";

export type AppDeps = { readonly log: Log } & ChannelRoutesDeps &
  ChatPluginRoutesDeps &
  ConversationRoutesDeps &
  HealthRoutesDeps &
  MessageRoutesDeps &
  PageRoutesDeps &
  UserRoutesDeps;

export function createApp(deps: AppDeps): Hono<RequestEnv> {
  const app = new Hono<RequestEnv>();
  app.use(async (c, next) => {
    await next();
    c.res.headers.set("X-Content-Type-Options", "nosniff");
  });
  app.route("/", createChatPluginRoutes(deps));
  app.route("/", createMessageRoutes(deps));
  app.route("/", createConversationRoutes(deps));
  app.route("/", createChannelRoutes(deps));
  app.route("/", createUserRoutes(deps));
  app.route("/", createPageRoutes(deps));
  app.route("/", createHealthRoutes(deps));

  for (const { path, method } of app.routes.slice()) {
    if (method === "ALL") continue;
    app.all(path, () => {
      const message = `this path takes ${method} only`;
      const response = errorResponse(new ParleyError("method_not_allowed", message));
      response.headers.set("Allow", method);
      return response;
    });
  }
  app.notFound(() => errorResponse(new ParleyError("not_found", "there is nothing here")));
  app.onError((error, c) => {
    if (error instanceof ParleyError) return errorResponse(error);
    deps.log.error("request_failed", {
      path: c.req.path,
      reason: `${error.name}: ${error.message}`,
    });
    return errorResponse(new ParleyError("internal_error", "something went wrong on the server"));
  });
  return app;
}
