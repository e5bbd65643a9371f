/** `/users.invite` and `/invitations.…`: for admins, but for what those who are invited read. */
import { Hono } from "hono";
import type { Invitations } from "../chat/invitations.ts";
import type { Tokens } from "../chat/tokens.ts";
import type { InvitationRow } from "../db/invitations.ts";
import {
  Invite,
  ListInvitations,
  ReadInvitation,
  RevokeInvitation,
  type Invitation,
  type InvitationInfo,
  type InvitationList,
  type Invited,
} from "../protocol/invitations.ts";
import { json } from "./answer.ts";
import { authorizeAdmin } from "./authorize.ts";
import { readBody } from "./body.ts";
import type { RequestEnv } from "./env.ts";

export interface InvitationRoutesDeps {
  readonly tokens: Tokens;
  readonly invitations: Invitations;
}

export function createInvitationRoutes(deps: InvitationRoutesDeps): Hono<RequestEnv> {
  const { tokens, invitations } = deps;
  return new Hono<RequestEnv>()
    .post("/users.invite", async (c) => {
      const admin = await authorizeAdmin(c, tokens);
      const { role, name } = await readBody(c, Invite);
      const { id, token, expiresAt } = await invitations.invite(admin, role, name);
      const expires_at = new Date(expiresAt).toISOString();
      return json({ id, invitation_token: token, expires_at } satisfies Invited);
    })

    .post("/invitations.info", async (c) => {
      const { invitation_token: token } = await readBody(c, ReadInvitation);
      const { role, invitedBy, expiresAt } = invitations.read(token, c.env.address());
      const expires_at = new Date(expiresAt).toISOString();
      return json({ role, invited_by: invitedBy, expires_at } satisfies InvitationInfo);
    })

    .post("/invitations.list", async (c) => {
      await authorizeAdmin(c, tokens);
      await readBody(c, ListInvitations);
      const data = invitations.open().map(toInvitation);
      return json({ data } satisfies InvitationList);
    })

    .post("/invitations.revoke", async (c) => {
      await authorizeAdmin(c, tokens);
      const { id } = await readBody(c, RevokeInvitation);
      await invitations.revoke(id);
      return json({});
    });
}

function toInvitation({ id, role, name, invitedBy, expiresAt }: InvitationRow): Invitation {
  const expires_at = new Date(expiresAt).toISOString();
  return { id, role, ...(name !== null && { name }), invited_by: invitedBy, expires_at };
}
