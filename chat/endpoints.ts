/** Who may open a session at which endpoint, and what it is told when it is connected. */
import { ParleyError } from "../errors.ts";
import { checkOrigin, type Channels } from "./channels.ts";
import type { SessionDeps } from "./session.ts";
import type { Tokens } from "./tokens.ts";

export const ENDPOINTS = ["/ws.chatplugin", "/ws.communication"] as const;
export type Endpoint = (typeof ENDPOINTS)[number];

export interface EndpointsDeps {
  /** What sessions of both have in common. */
  readonly session: Omit<SessionDeps, "authenticate" | "connectedHeaders">;
  readonly tokens: Tokens;
  readonly findChannel: Channels["findConnected"];
  readonly history: string;
}

/** At `/ws.chatplugin` visitors of a connected channel, from where it may be used; at the other operators. */
export function createEndpoints(deps: EndpointsDeps): Readonly<Record<Endpoint, SessionDeps>> {
  const { session, tokens, findChannel, history } = deps;
  return {
    "/ws.chatplugin": {
      ...session,
      async authenticate(token, origin) {
        const visitor = await tokens.verifyFor(["visitor"], tokens.fromHeader(token));
        const { identity } = visitor;
        const channel = identity.kind === "visitor" ? findChannel(identity.channelId) : undefined;
        if (channel === undefined) {
          throw new ParleyError("channel_not_found", "this chat is closed");
        }
        checkOrigin(channel, origin);
        return visitor;
      },
      connectedHeaders: () => [["history", history]],
    },
    "/ws.communication": {
      ...session,
      authenticate: (token) => tokens.verifyFor(["operator"], tokens.fromHeader(token)),
      connectedHeaders: () => [
        ["history", history],
        ["position", String(session.hub.position)],
      ],
    },
  };
}
