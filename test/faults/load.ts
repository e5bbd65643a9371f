/**
 * Many conversations at once: visitors in two tabs, operators who answer, and for each of them somebody
 * who watches. All of them go through one address and come back by themselves.
 */
import { mustAsk } from "./ask.ts";
import type { Checker } from "./checker.ts";
import { poll } from "./poller.ts";
import { createSender, type Sender } from "./sender.ts";
import { OPERATORS_FEED, VISITORS_FEED, watch, type Viewer } from "./viewer.ts";

export interface LoadSize {
  readonly conversations: number;
  /** Milliseconds between two messages of one sender. */
  readonly pace: number;
  /** Milliseconds after which a sender gives an answer up. */
  readonly patience: number;
  /** Characters of a message beside its id. */
  readonly characters: number;
}

export const USUAL_LOAD: LoadSize = {
  conversations: 10,
  pace: 25,
  patience: 2_000,
  characters: 40,
};

export interface Visitor {
  readonly token: string;
  readonly conversation: string;
}

export interface Load extends AsyncDisposable {
  readonly operatorToken: string;
  readonly visitors: readonly Visitor[];
  /** No new messages; what was attempted is still sent until it is answered. */
  stopSending(): void;
  /**
   * Everything attempted is answered and everybody has seen everything, or `patience` milliseconds have
   * passed and the checker has been told.
   */
  settle(patience: number): Promise<void>;
}

export interface LoadOptions {
  /** Where clients go. */
  readonly url: string;
  readonly channelId: string;
  readonly setupToken: string;
  readonly checker: Checker;
  readonly random: () => number;
  readonly size: LoadSize;
}

const POLLERS = 3;
const OPERATORS = 2;
/** How long a condition rests between two looks at it, in milliseconds. */
const LOOK = 20;

export async function startLoad(options: LoadOptions): Promise<Load> {
  const { url, checker, random, size } = options;
  const stop = new AbortController();
  const stopReading = new AbortController();
  const senders: Sender[] = [];
  const viewers: Viewer[] = [];
  const sending: Promise<void>[] = [];
  const polling: Promise<void>[] = [];
  /** Conversations that exist: an operator can answer in no other. */
  const begun: string[] = [];
  const filler = "x".repeat(size.characters);

  const signedUp = await mustAsk<{ token: string }>(`${url}/users.signup`, {
    first_name: "Ada",
    last_name: "Lovelace",
    email: "ada@example.org",
    password: "correct horse",
    setup_token: options.setupToken,
  });
  const operator = { url, token: signedUp.token };
  const visitors = await Promise.all(
    Array.from({ length: size.conversations }, () => newVisitor(url, options.channelId)),
  );

  function sender(name: string, token: string, from: "source_contact" | "app_user"): Sender {
    const { pace, patience } = size;
    const one = createSender({ name, url, token, from, checker, random, pace, patience, filler });
    senders.push(one);
    return one;
  }

  for (let number = 1; number <= OPERATORS; number += 1) {
    viewers.push(watch(checker, `operator ${number}`, OPERATORS_FEED, undefined, operator));
    const next = (): string | undefined => begun[Math.floor(random() * begun.length)];
    const one = sender(`operator ${number}`, operator.token, "app_user");
    sending.push(one.keepSending(next, stop.signal));
  }
  const closing: (() => Promise<string>)[] = [];
  for (const [index, { token, conversation }] of visitors.entries()) {
    const name = `visitor ${index + 1}`;
    const at = { url, token };
    viewers.push(watch(checker, name, VISITORS_FEED, conversation, at));
    if (index < POLLERS) {
      polling.push(poll(checker, `${name} by polling`, conversation, at, stopReading.signal));
    }
    const [first, second] = ["a", "b"].map((tab) =>
      sender(`${name}${tab}`, token, "source_contact"),
    );
    sending.push(
      first!.send(conversation).then(() => {
        begun.push(conversation);
        return first!.keepSending(() => conversation, stop.signal);
      }),
      second!.keepSending(() => conversation, stop.signal),
    );
    closing.push(() => first!.send(conversation));
  }

  return {
    operatorToken: signedUp.token,
    visitors,
    stopSending: () => stop.abort(),

    async settle(patience) {
      stop.abort();
      const deadline = performance.now() + patience;
      const until = async (holds: () => boolean): Promise<void> => {
        while (!holds() && !checker.failed && performance.now() < deadline) await Bun.sleep(LOOK);
      };
      let answered = false;
      // A last message a conversation: whoever has seen it has seen all that came before.
      void Promise.all(sending)
        .then(() => Promise.all(closing.map((send) => send())))
        .then(() => (answered = true));
      await until(() => answered);
      if (!answered && !checker.failed) {
        checker.violation(`DELIVERY-6: not all was answered ${patience} ms after the faults`);
      }
      await until(() => checker.everybodyIsThere());
    },

    async [Symbol.asyncDispose]() {
      stop.abort();
      stopReading.abort();
      for (const one of senders) one.abandon();
      for (const viewer of viewers) viewer[Symbol.dispose]();
      await Promise.all([...sending, ...polling]);
    },
  };
}

async function newVisitor(url: string, channel_id: string): Promise<Visitor> {
  const { token } = await mustAsk<{ token: string }>(`${url}/chatplugin.authenticate`, {
    channel_id,
  });
  const claims = Buffer.from(token.split(".")[1] ?? "", "base64url").toString();
  return { token, conversation: (JSON.parse(claims) as { sub: string }).sub };
}
