import { Nothing } from "../../protocol/answers/answer.ts";
import { Invited } from "../../protocol/answers/invitations.ts";
import { OwnAccount, SignedIn, User, UserPage } from "../../protocol/answers/users.ts";
import { Invite } from "../../protocol/invitations.ts";
import {
  ListUsers,
  LogIn,
  LogOut,
  OwnInfo,
  RemoveAvatar,
  RemoveUser,
  SignUp,
  UpdateUser,
} from "../../protocol/users.ts";
import type { Endpoint } from "../endpoint.ts";

export const USERS: readonly Endpoint[] = [
  {
    path: "/users.signup",
    summary: "Makes an account",
    details:
      "The first one needs the `setup_token` that the server prints, later ones an `invitation_token` " +
      "or an admin's token.",
    tokens: ["admin"],
    tokenIsOptional: true,
    request: SignUp,
    answers: { 200: { when: "The account, signed in.", body: SignedIn } },
    errors: ["email_taken", "too_many_requests"],
    stores: true,
  },
  {
    path: "/users.invite",
    summary: "Invites somebody to make an account",
    tokens: ["admin"],
    request: Invite,
    answers: { 200: { when: "The invitation, good for one account.", body: Invited } },
    errors: ["limit_reached"],
    stores: true,
  },
  {
    path: "/users.login",
    summary: "Signs in",
    details: "A wrong password and an unknown address are answered alike, in the same time.",
    tokens: [],
    request: LogIn,
    answers: { 200: { when: "An operator's token.", body: SignedIn } },
    errors: ["invalid_credentials", "too_many_requests"],
    stores: true,
  },
  {
    path: "/users.logout",
    summary: "Ends the login that the token is of, and its websockets",
    tokens: ["login"],
    request: LogOut,
    answers: { 200: { when: "The token is good no longer.", body: Nothing } },
    stores: true,
  },
  {
    path: "/users.info",
    summary: "One's own account",
    details: "An API token's is named by its `first_name`, and has no `email`.",
    tokens: ["operator"],
    request: OwnInfo,
    answers: { 200: { when: "It.", body: OwnAccount } },
  },
  {
    path: "/users.list",
    summary: "The accounts",
    tokens: ["operator"],
    request: ListUsers,
    answers: { 200: { when: "One page of them.", body: UserPage } },
  },
  {
    path: "/users.update",
    summary: "Changes an account, by default one's own",
    details:
      "Only admins change roles and the accounts of others. A new password needs `current_password` " +
      "where it is one's own, and ends the account's other logins; a new address of one's own needs it too.",
    tokens: ["operator"],
    request: UpdateUser,
    answers: { 200: { when: "The account as it is now.", body: User } },
    errors: ["user_not_found", "last_admin", "email_taken", "too_many_requests"],
    stores: true,
  },
  {
    path: "/users.set-avatar",
    summary: "Gives one's own account a picture, in the place of the one before it",
    details: "The body is the picture: PNG, JPEG or WebP, 1 MiB at most.",
    tokens: ["login"],
    takesFile: true,
    answers: { 200: { when: "The account as it is now.", body: User } },
    errors: ["unsupported_media_type", "too_many_requests", "user_not_found"],
    stores: true,
  },
  {
    path: "/users.remove-avatar",
    summary: "Takes an account's picture away, by default one's own",
    details: "Only admins take away those of others.",
    tokens: ["operator"],
    request: RemoveAvatar,
    answers: { 200: { when: "The account as it is now.", body: User } },
    errors: ["user_not_found"],
    stores: true,
  },
  {
    path: "/users.remove",
    summary: "Removes an account, its logins and its websockets",
    tokens: ["admin"],
    request: RemoveUser,
    answers: { 200: { when: "It is gone.", body: Nothing } },
    errors: ["user_not_found", "last_admin"],
    stores: true,
  },
];
