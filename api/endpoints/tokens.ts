import { Nothing } from "../../protocol/answers/answer.ts";
import { ApiTokenList, CreatedToken } from "../../protocol/answers/tokens.ts";
import { CreateToken, ListTokens, RevokeToken } from "../../protocol/tokens.ts";
import type { Endpoint } from "../endpoint.ts";

export const TOKENS: readonly Endpoint[] = [
  {
    path: "/tokens.create",
    summary: "Makes an API token for a bot or a server",
    tokens: ["admin"],
    request: CreateToken,
    answers: { 200: { when: "The token, which is never shown again.", body: CreatedToken } },
    errors: ["limit_reached"],
    stores: true,
  },
  {
    path: "/tokens.list",
    summary: "The API tokens there are, without what they say",
    tokens: ["admin"],
    request: ListTokens,
    answers: { 200: { when: "All of them.", body: ApiTokenList } },
  },
  {
    path: "/tokens.revoke",
    summary: "Revokes an API token: its websockets are closed at once",
    tokens: ["admin"],
    request: RevokeToken,
    answers: { 200: { when: "It is good no longer.", body: Nothing } },
    errors: ["not_found"],
    stores: true,
  },
];
