/** The conversation by long polling, where websockets do not get through: the same handlers, the same order. */
import type { Api } from "../api.ts";
import type { Clock } from "../clock.ts";
import { RetryLoop, type Step } from "../retry-loop.ts";
import type { Stream, StreamHandlers } from "../stream.ts";

export interface Polling extends Omit<Stream, "send"> {
  /** The last answer was a good one. */
  readonly isLive: boolean;
}

/** How long the server may hold an answer back, in seconds. */
const WAIT = 25;

export function createPolling(
  messages: Api["messages"],
  handlers: StreamHandlers,
  clock: Clock,
): Polling {
  let abort: AbortController | undefined;
  let isLive = false;
  const loop = new RetryLoop({ ...clock, step: poll });

  async function poll(): Promise<Step> {
    const mine = abort;
    if (!mine) return "done";
    const token = await handlers.token().catch(() => undefined);
    if (mine !== abort) return "again";
    if (!token) return "failed";
    const { offset, history } = Object.fromEntries(handlers.headers());
    // The first answer comes at once: it tells that this way is open.
    const wait = isLive ? WAIT : 0;
    const answer = await messages(token, { after: Number(offset), history, wait }, mine.signal);
    // Stopped meanwhile, or stopped and started.
    if (mine !== abort) return "again";
    isLive = answer.ok;
    if (!answer.ok) {
      loop.postpone(answer.retryAfter);
      handlers.onDown(answer.code);
      return "failed";
    }
    handlers.onReady(new Map([["history", answer.history ?? ""]]));
    for (const message of answer.value.messages) handlers.onMessage(JSON.stringify({ message }));
    return "again";
  }

  return {
    get isLive() {
      return isLive;
    },

    start() {
      if (abort) return;
      abort = new AbortController();
      loop.wake();
    },

    stop() {
      abort?.abort();
      abort = undefined;
      isLive = false;
      loop.stop();
    },

    wake() {
      if (abort && !isLive) loop.wake();
    },
  };
}
