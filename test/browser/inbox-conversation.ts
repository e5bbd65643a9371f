/** One conversation between Grace at her inbox and a visitor, with what only the API can say. */
import type { Content } from "../../protocol/content.ts";
import type { Message } from "../../protocol/message.ts";
import { mustAsk } from "../faults/ask.ts";
import { grace as graceAt, type DeskView } from "./inbox-office.ts";
import { openScene, visitorOn, type Scene, type VisitorView } from "./scene.ts";

export interface Talk extends AsyncDisposable {
  readonly scene: Scene;
  readonly visitor: VisitorView;
  readonly grace: DeskView;
  readonly conversationId: string;
  /** As a bot says it. */
  say(content: Content): Promise<Message>;
  /** As the visitor's own client says it. */
  answer(content: Content): Promise<Message>;
  /** Gives the address of a file of the server's. */
  upload(name: string, bytes: Buffer): Promise<string>;
  /** What is stored, oldest first. */
  stored(): Promise<readonly Message[]>;
  ask<Body>(path: string, body: object): Promise<Body>;
}

export const FIRST = "Hello there";

export async function openTalk(): Promise<Talk> {
  const scene = await openScene();
  const visitor = visitorOn(await (await scene.person()).newPage());
  const grace = await graceAt(scene);
  await visitor.page.goto(scene.examplePage);
  await visitor.open();
  await visitor.write(FIRST);
  await grace.open(FIRST);
  const { url } = scene.parley;
  const account = { email: "grace@example.org", password: "a long password" };
  const { token } = await mustAsk<{ token: string }>(`${url}/users.login`, account);
  const ask = <Body>(path: string, body: object): Promise<Body> =>
    mustAsk<Body>(url + path, body, token);
  const { data } = await ask<{ data: { id: string }[] }>("/conversations.list", {});
  const conversation_id = data[0]?.id ?? "";
  return {
    scene,
    visitor,
    grace,
    conversationId: conversation_id,
    ask,
    say: (message) => ask("/messages.send", { conversation_id, message }),
    async answer(message) {
      const { channel } = await ask<{ channel: { id: string } }>("/conversations.info", {
        conversation_id,
      });
      const { resume_token } = await ask<{ resume_token: string }>("/chatplugin.resumeToken", {
        channel_id: channel.id,
        conversation_id,
      });
      const authenticated = await mustAsk<{ token: string }>(`${url}/chatplugin.authenticate`, {
        resume_token,
      });
      return mustAsk<Message>(`${url}/chatplugin.send`, { message }, authenticated.token);
    },
    async upload(name, bytes) {
      const response = await fetch(`${url}/messages.upload?${new URLSearchParams({ name })}`, {
        method: "POST",
        headers: { Authorization: token },
        body: Uint8Array.from(bytes),
      });
      return ((await response.json()) as { url: string }).url;
    },
    async stored() {
      const query = { conversation_id, page_size: 100 };
      return (await ask<{ data: Message[] }>("/messages.list", query)).data;
    },
    [Symbol.asyncDispose]: () => scene[Symbol.asyncDispose](),
  };
}
