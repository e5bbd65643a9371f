import * as v from "valibot";
import { Uuid } from "../json.ts";
import { Role } from "../users.ts";
import { Time, answered, listOf } from "./answer.ts";

export const Invited = answered({
  id: Uuid,
  /** Never shown again. */
  invitation_token: v.string(),
  expires_at: Time,
});
export type Invited = v.InferOutput<typeof Invited>;

/** What somebody reads who is invited. */
export const InvitationInfo = answered({
  role: Role,
  /** The name of who has made it. */
  invited_by: v.string(),
  expires_at: Time,
});
export type InvitationInfo = v.InferOutput<typeof InvitationInfo>;

/** One that makes an account as long as nobody has used it. */
export const Invitation = answered({
  id: Uuid,
  role: Role,
  name: v.exactOptional(v.string()),
  /** The name of who has made it. */
  invited_by: v.string(),
  expires_at: Time,
});
export type Invitation = v.InferOutput<typeof Invitation>;

export const InvitationList = answered({ data: listOf(Invitation) });
export type InvitationList = v.InferOutput<typeof InvitationList>;
