import { Nothing } from "../../protocol/answers/answer.ts";
import { InvitationInfo, InvitationList } from "../../protocol/answers/invitations.ts";
import { ListInvitations, ReadInvitation, RevokeInvitation } from "../../protocol/invitations.ts";
import type { Endpoint } from "../endpoint.ts";

export const INVITATIONS: readonly Endpoint[] = [
  {
    path: "/invitations.info",
    summary: "What an invitation says to who has it",
    tokens: [],
    request: ReadInvitation,
    answers: { 200: { when: "It makes an account.", body: InvitationInfo } },
    errors: ["not_found", "too_many_requests"],
  },
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
