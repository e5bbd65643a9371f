/**
 * A client that sends: each message has an id of its own making and is sent again, the same, until it is
 * answered. Now and then it says the same twice at once, or again what was answered long ago.
 */
import type { Message } from "../../protocol/message.ts";
import { ask } from "./ask.ts";
import type { Checker } from "./checker.ts";
import type { Attempt } from "./told.ts";

export interface SenderOptions {
  readonly name: string;
  readonly url: string;
  readonly token: string;
  /** An operator names the conversation; a visitor's is in the token. */
  readonly from: Attempt["from"];
  readonly checker: Checker;
  readonly random: () => number;
  /** Milliseconds between two messages. */
  readonly pace: number;
  readonly patience: number;
  /** What fills a message up, beside its id. */
  readonly filler: string;
}

export interface Sender {
  /** Sends one to a conversation; gives its id once it is answered, or when nobody waits any more. */
  send(conversation: string): Promise<string>;
  /** One after the other, to conversations that `next` names, until `stop`. */
  keepSending(next: () => string | undefined, stop: AbortSignal): Promise<void>;
  /** Nothing is tried again. */
  abandon(): void;
}

const TWICE_AT_ONCE = 0.1;
const AGAIN_LATER = 0.1;
const PAUSE_BEFORE_RETRY = 30;

export function createSender(options: SenderOptions): Sender {
  const { name, url, token, from, checker, random, pace, patience, filler } = options;
  const path = from === "source_contact" ? "/chatplugin.send" : "/messages.send";
  const abandoned = new AbortController();
  let old: Attempt | undefined;

  async function untilAnswered(attempt: Attempt): Promise<void> {
    const { id, conversation, text } = attempt;
    const body = {
      id,
      message: { text },
      ...(from === "app_user" && { conversation_id: conversation }),
    };
    while (!abandoned.signal.aborted) {
      checker.attempted(attempt);
      const reply = await ask<Message>(`${url}${path}`, body, { token, patience });
      if (reply.kind === "answered") return checker.answered(name, id, reply.body);
      if (reply.kind === "unknown") checker.unknown(name, id, reply.reason);
      else {
        const expected = reply.status === 503 || reply.status === 507;
        checker.refused(name, id, reply.status, reply.code, expected);
        if (!expected) return;
      }
      await Bun.sleep(PAUSE_BEFORE_RETRY * (1 + random()));
    }
  }

  async function send(conversation: string): Promise<string> {
    const id = crypto.randomUUID();
    const attempt = { id, conversation, text: `${id} ${filler}`, from };
    const copies = random() < TWICE_AT_ONCE ? [attempt, attempt] : [attempt];
    await Promise.all(copies.map(untilAnswered));
    if (old !== undefined && random() < AGAIN_LATER) await untilAnswered(old);
    if (old === undefined || random() < AGAIN_LATER) old = attempt;
    return id;
  }

  return {
    send,
    async keepSending(next, stop) {
      while (!stop.aborted && !abandoned.signal.aborted) {
        const conversation = next();
        if (conversation !== undefined) await send(conversation);
        await Bun.sleep(pace * 2 * random());
      }
    },
    abandon: () => abandoned.abort(),
  };
}
