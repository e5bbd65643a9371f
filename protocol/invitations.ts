/** `/users.invite` and `/invitations.…`: who may make an account that is not there yet. */
import * as v from "valibot";
import { Name, Uuid } from "./json.ts";
import { Role } from "./users.ts";

export type { Invitation, InvitationList, Invited } from "./answers/invitations.ts";

export const Invite = v.object({
  role: Role,
  /** Whom it is for: only those who see the open invitations read it. */
  name: v.optional(Name),
});

export const ListInvitations = v.object({});
export const RevokeInvitation = v.object({ id: Uuid });
