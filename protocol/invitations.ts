/** `/users.invite` and `/invitations.…`: who may make an account that is not there yet. */
import * as v from "valibot";
import { Name, Uuid } from "./json.ts";
import { Role, Secret } from "./users.ts";

export type { Invitation, InvitationInfo, InvitationList, Invited } from "./answers/invitations.ts";

export const Invite = v.object({
  role: Role,
  /** Whom it is for: only those who see the open invitations read it. */
  name: v.optional(Name),
});

/** Of whoever has it: nobody else knows the token. */
export const ReadInvitation = v.object({ invitation_token: Secret });

export const ListInvitations = v.object({});
export const RevokeInvitation = v.object({ id: Uuid });
