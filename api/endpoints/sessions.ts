import { Nothing } from "../../protocol/answers/answer.ts";
import { LoginSessionList } from "../../protocol/answers/sessions.ts";
import { EndOtherSessions, EndSession, ListSessions } from "../../protocol/sessions.ts";
import type { Endpoint } from "../endpoint.ts";

export const SESSIONS: readonly Endpoint[] = [
  {
    path: "/sessions.list",
    summary: "Where one is logged in",
    tokens: ["login"],
    request: ListSessions,
    answers: { 200: { when: "The newest 100, the newest first.", body: LoginSessionList } },
  },
  {
    path: "/sessions.end",
    summary: "Ends one of one's own logins and its websockets",
    tokens: ["login"],
    request: EndSession,
    answers: { 200: { when: "Its token is good no longer.", body: Nothing } },
    errors: ["not_found"],
    stores: true,
  },
  {
    path: "/sessions.end-others",
    summary: "Ends all of one's own logins but the one that asks, and their websockets",
    tokens: ["login"],
    request: EndOtherSessions,
    answers: { 200: { when: "Their tokens are good no longer.", body: Nothing } },
    stores: true,
  },
];
