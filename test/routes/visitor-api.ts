/** What the plugin's endpoints answer to a visitor, each answer checked for its status and keys. */
import { expect } from "bun:test";
import type { Authenticated } from "../../protocol/chatplugin.ts";
import type { Message } from "../../protocol/message.ts";
import { claimsOf, type Answer, type TestServer } from "../running-server.ts";
import { TOKEN } from "./shapes.ts";

export function authenticate(server: TestServer, body: object): Promise<Answer<Authenticated>> {
  return server.post("/chatplugin.authenticate", body);
}

export async function resumeTokenOf(
  server: TestServer,
  token: string,
  body: object = {},
): Promise<string> {
  const path = "/chatplugin.resumeToken";
  const answer = await server.post<{ resume_token: string }>(path, body, token);
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({ resume_token: TOKEN as string });
  return answer.body.resume_token;
}

export async function messagesAfter(
  server: TestServer,
  token: string,
  after: number,
): Promise<Message[]> {
  const path = "/chatplugin.messages";
  const answer = await server.post<{ messages: Message[] }>(path, { after }, token);
  expect(answer.status).toBe(200);
  expect(Object.keys(answer.body)).toEqual(["messages"]);
  return answer.body.messages;
}

/** How long a token is good for, in milliseconds. */
export function lifetime(token: string): number {
  const { exp, iat } = claimsOf(token);
  return (Number(exp) - Number(iat)) * 1_000;
}
