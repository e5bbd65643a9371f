/**
 * Visitors that wait: each sends a message, waits until it has come back over its own websocket and over
 * HTTP, and sends the next one.
 */
import { LeanHttp } from "./lean-http.ts";
import { subscribe } from "./lean-stomp.ts";

export interface Senders {
  /** Messages that have come back so far. */
  readonly count: number;
  /** From now on the times between sending and having it back are kept, in milliseconds. */
  keepTimes(): void;
  readonly times: readonly number[];
  /** No new messages; resolves when the last ones are back. */
  stop(): Promise<void>;
}

/** Of the length of a short sentence, so that a message weighs what a message weighs. */
const TEXT = "Good morning, is the blue one still in stock? ";

/** `ownIds`: each message comes with an id that its sender has made, as the widget's do. */
export async function startSenders(
  url: string,
  channelId: string,
  count: number,
  ownIds: boolean,
): Promise<Senders> {
  const senders = await Promise.all(
    Array.from({ length: count }, () => Sender.open(url, channelId, ownIds)),
  );
  const times: number[] = [];
  let back = 0;
  let keeps = false;
  let running = true;
  const stopped = senders.map((sender) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    sender.onBack = (time) => {
      back += 1;
      if (keeps) times.push(time);
      if (running) sender.send();
      else resolve();
    };
    return promise;
  });
  for (const sender of senders) sender.send();
  return {
    get count() {
      return back;
    },
    keepTimes() {
      keeps = true;
    },
    times,
    async stop() {
      running = false;
      keeps = false;
      await Promise.all(stopped);
      for (const sender of senders) sender.close();
    },
  };
}

class Sender {
  onBack: (time: number) => void = () => undefined;
  readonly #http: LeanHttp;
  readonly #head: string;
  readonly #ownIds: boolean;
  #socket: { close(): void } | undefined;
  #number = 0;
  #text = "";
  #sentAt = 0;
  #answered = true;
  #heard = true;

  private constructor(http: LeanHttp, token: string, ownIds: boolean) {
    this.#http = http;
    this.#ownIds = ownIds;
    this.#head = http.head("/chatplugin.send", token, this.#body(numbered(0)).length);
  }

  static async open(url: string, channelId: string, ownIds: boolean): Promise<Sender> {
    const http = await LeanHttp.open(url);
    const answer = await http.post("/chatplugin.authenticate", { channel_id: channelId });
    const { token } = JSON.parse(answer.body) as { token: string };
    const sender = new Sender(http, token, ownIds);
    sender.#socket = await subscribe({
      url,
      endpoint: "/ws.chatplugin",
      token,
      destination: "/user/queue/message",
      onMessage: (payload) => sender.#hear(payload),
    });
    return sender;
  }

  send(): void {
    this.#number += 1;
    this.#text = numbered(this.#number);
    this.#answered = this.#heard = false;
    this.#sentAt = performance.now();
    this.#http.send(this.#head + this.#body(this.#text), (status, bytes, bodyStart) => {
      if (status !== 200) throw new Error(`${status}: ${bytes.toString("utf8", bodyStart)}`);
      if (bytes.indexOf(this.#text, bodyStart) < 0) throw new Error("another message's answer");
      this.#answered = true;
      if (this.#heard) this.#back();
    });
  }

  close(): void {
    this.#http.close();
    this.#socket?.close();
  }

  #body(text: string): string {
    const id = this.#ownIds ? `"id":"${crypto.randomUUID()}",` : "";
    return `{${id}"message":{"text":"${text}"}}`;
  }

  #hear(payload: Buffer): void {
    if (payload.indexOf(this.#text) < 0) throw new Error("a message that nobody has sent here");
    if (this.#heard) throw new Error("a message has come twice");
    this.#heard = true;
    if (this.#answered) this.#back();
  }

  #back(): void {
    this.onBack(performance.now() - this.#sentAt);
  }
}

function numbered(number: number): string {
  return TEXT + String(number).padStart(8, "0");
}
