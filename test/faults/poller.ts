/** A client that reads a conversation by long polls, where websockets are blocked. */
import type { Message } from "../../protocol/message.ts";
import { ask } from "./ask.ts";
import type { Checker } from "./checker.ts";

const WAIT_SECONDS = 1;
const PATIENCE = 3_000;
const PAUSE = 50;

/** Ends soon after `stop`. */
export async function poll(
  checker: Checker,
  name: string,
  conversation: string,
  { url, token }: { readonly url: string; readonly token: string },
  stop: AbortSignal,
): Promise<void> {
  const view = checker.view(name, conversation);
  let history: string | undefined;
  while (!stop.aborted) {
    const body = { after: view.last, wait: WAIT_SECONDS, ...(history && { history }) };
    const reply = await ask<{ messages: Message[] }>(`${url}/chatplugin.messages`, body, {
      token,
      patience: PATIENCE,
    });
    if (reply.kind === "answered") {
      checker.counts.connections += 1;
      history = reply.history ?? undefined;
      for (const message of reply.body.messages) view.saw(message.offset, conversation, message);
      continue;
    }
    if (reply.kind === "refused" && reply.status !== 503) {
      checker.violation(`DELIVERY-4: ${name} was refused: ${reply.status} ${reply.code}`);
      return;
    }
    await Bun.sleep(PAUSE);
  }
}
