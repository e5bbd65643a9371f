/** An operator without a browser: a bot, or somebody else's client, that answers through the API. */
import type { Content } from "../../protocol/content.ts";
import type { Message } from "../../protocol/message.ts";
import { mustAsk } from "../faults/ask.ts";
import type { Scene } from "./scene.ts";
import { picture } from "./picture.ts";

/** What `/messages.send` takes: `type` may be left out of a text. */
export type Said = Content | { readonly text: string };

export interface ApiOperator {
  readonly token: string;
  /** The conversation that was active last. */
  conversation(): Promise<string>;
  /** Into that conversation, one after the other. */
  send(...messages: readonly Said[]): Promise<void>;
  messages(): Promise<readonly Message[]>;
  /** Puts a picture on the server; gives its address. */
  picture(): Promise<string>;
}

/** Makes the first account. */
export async function apiOperator({ parley }: Scene): Promise<ApiOperator> {
  const { url } = parley;
  const { token } = await mustAsk<{ token: string }>(`${url}/users.signup`, {
    first_name: "Grace",
    last_name: "Hopper",
    email: "grace@example.org",
    password: "a long password",
    setup_token: parley.setupToken,
  });
  async function conversation(): Promise<string> {
    const list = `${url}/conversations.list`;
    const { data } = await mustAsk<{ data: { id: string }[] }>(list, {}, token);
    return data[0]?.id ?? "";
  }
  return {
    token,
    conversation,

    async send(...messages) {
      const conversation_id = await conversation();
      for (const message of messages) {
        await mustAsk(`${url}/messages.send`, { conversation_id, message }, token);
      }
    },

    async messages() {
      const body = { conversation_id: await conversation() };
      return (await mustAsk<{ data: Message[] }>(`${url}/messages.list`, body, token)).data;
    },

    async picture() {
      const response = await fetch(`${url}/messages.upload?name=kettle.png`, {
        method: "POST",
        headers: { Authorization: token },
        body: Uint8Array.from(picture(640, 360)),
      });
      return ((await response.json()) as { url: string }).url;
    },
  };
}
