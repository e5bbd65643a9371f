import { Nothing } from "../../protocol/answers/answer.ts";
import { Invited, SignedIn, User, UserPage } from "../../protocol/answers/users.ts";
import {
  Invite,
  ListUsers,
  LogIn,
  LogOut,
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
      "where it is one's own, and ends the account's other logins.",
    tokens: ["operator"],
    request: UpdateUser,
    answers: { 200: { when: "The account as it is now.", body: User } },
    errors: ["user_not_found", "last_admin", "too_many_requests"],
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
