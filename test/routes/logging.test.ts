/** Log lines name what happened, never a secret: no token, password, setup token, key or message text. */
import { expect, test } from "bun:test";
import { Database } from "bun:sqlite";
import type { Invited } from "../../protocol/invitations.ts";
import { startTestServer } from "../running-server.ts";
import { StompPeer } from "../stomp-peer.ts";

test("Everything goes wrong, and at level debug no line tells a secret", async () => {
  const key = "the signing key of this one test server";
  const server = await startTestServer([], { PARLEY_SECRET: key });
  const { setupToken = "", post, url } = server;
  const account = { first_name: "Ada", last_name: "Lovelace", email: "ada@example.org" };
  const passwords = ["correct horse", "wrong battery", "short"];
  await post("/users.signup", {
    ...account,
    password: passwords[0],
    setup_token: "wrong setup token",
  });
  const operator = await server.operator();
  const visitor = await server.visitor();
  const resume = await post<{ resume_token: string }>("/chatplugin.resumeToken", {}, visitor.token);
  const said = ["a visitor's secret", "an operator's secret", "a secret that was refused"];
  const id = crypto.randomUUID();
  await visitor.send(said[0]!, id);
  await operator.reply(visitor.conversationId, said[1]!);

  // Refused for its body, its id, its token, its rate.
  await post("/chatplugin.send", { id, message: { text: said[2] } }, visitor.token);
  await post("/chatplugin.send", { message: { text: said[2], more: said[2] } }, visitor.token);
  await post("/chatplugin.send", `{"message":{"text":"${said[2]}"`, visitor.token);
  await post("/chatplugin.send", { message: { text: said[2] } }, operator.token);
  await post("/messages.send", { message: { text: said[2] } }, `${operator.token}x`);
  await post("/messages.send", { message: { text: said[2] } }, resume.body.resume_token);
  await post("/users.login", { email: account.email, password: passwords[1] });
  await post("/users.signup", { ...account, password: passwords[2] }, operator.token);
  const bot = await server.bot("admin");
  const { body: invited } = await post<Invited>("/users.invite", { role: "agent" }, bot.token);
  const { invitation_token } = invited;
  await post("/users.invite", { role: "agent" }, `${bot.token}x`);
  await post("/users.signup", { ...account, password: passwords[2], invitation_token });
  const change = { password: "another horse", current_password: passwords[1] };
  await post("/users.update", change, operator.token);
  await post("/users.logout", {}, bot.token);
  for (let n = 0; n < 25; n += 1) {
    await post("/chatplugin.send", { message: { text: said[2] } }, visitor.token);
  }
  await fetch(`${url}/chatplugin.config?channel_id=1&token=${visitor.token}`);
  await fetch(`${url}/nothing?token=${operator.token}`);
  await fetch(`${url}/ws.chatplugin?token=${visitor.token}`);

  // And over websockets.
  using peer = await StompPeer.connect(url, "/ws.chatplugin", visitor.token);
  peer.send("SEND", { destination: "/app/nothing" }, said[2]);
  await peer.closed();
  using stranger = await StompPeer.open(url, "/ws.communication");
  stranger.send("CONNECT", { "accept-version": "1.2", Authorization: visitor.token });
  await stranger.closed();

  // And what cannot be stored.
  const saboteur = new Database(server.databasePath);
  saboteur.run("PRAGMA busy_timeout = 5000");
  saboteur.run(
    "CREATE TRIGGER sabotage BEFORE INSERT ON message BEGIN SELECT raise(ABORT, 'sabotage'); END",
  );
  const body = { conversation_id: visitor.conversationId, message: { text: said[2] } };
  const failed = await post("/messages.send", body, operator.token);
  expect([failed.status, failed.body]).toEqual([
    503,
    { code: "storage_failed", message: "the server cannot store anything now" },
  ]);
  saboteur.run("DROP TRIGGER sabotage");
  saboteur.close();
  await server[Symbol.asyncDispose]();

  const secrets = [
    key,
    setupToken,
    "wrong setup token",
    "another horse",
    bot.token.slice("parley_".length),
    invitation_token,
    ...passwords,
    ...said,
    ...[operator.token, visitor.token, resume.body.resume_token].flatMap((token) => [
      token,
      // Its signature alone would be too much.
      token.split(".")[2]!,
    ]),
  ];
  const told = server.logged.filter((line) => secrets.some((secret) => line.includes(secret)));
  expect(told).toEqual([]);
  expect(server.logged.filter((line) => line.includes("store_failed")).length).toBe(1);
  for (const line of server.logged) {
    expect(line).not.toContain("\n");
    expect(JSON.parse(line)).toMatchObject({ time: expect.any(String), event: expect.any(String) });
  }
});
