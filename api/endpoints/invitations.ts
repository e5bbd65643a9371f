import { Nothing } from "../../protocol/answers/answer.ts";
import { InvitationList } from "../../protocol/answers/invitations.ts";
import { ListInvitations, RevokeInvitation } from "../../protocol/invitations.ts";
import type { Endpoint } from "../endpoint.ts";

export const INVITATIONS: readonly Endpoint[] = [
  {
    path: "/invitations.list",
    summary: "The invitations that are open, without what they say",
    tokens: ["admin"],
    request: ListInvitations,
    answers: { 200: { when: "All of them, the newest first.", body: InvitationList } },
  },
  {
    path: "/invitations.revoke",
    summary: "Revokes an invitation",
    tokens: ["admin"],
    request: RevokeInvitation,
    answers: { 200: { when: "It makes no account any more.", body: Nothing } },
    errors: ["not_found"],
    stores: true,
  },
];
