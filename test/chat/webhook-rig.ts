/** Webhooks over a real database and real receivers, by a clock that the test moves. */
import { createWebhookService, type WebhookService } from "../../chat/webhook-service.ts";
import type { Command } from "../../db/commands.ts";
import { createReads, type Reads } from "../../db/reads.ts";
import type { Writer } from "../../db/writer.ts";
import { createLog } from "../../log.ts";
import { WEBHOOK_EVENTS, type Webhook, type WebhookEventType } from "../../protocol/webhooks.ts";
import { CHANNEL, databaseFile, visitorMessage } from "../db/database-file.ts";
import { ManualClock } from "../manual-clock.ts";
import type { Receiver } from "../webhook-receiver.ts";

/** The rig's writer asks nobody for their rights. */
const ADMIN = {
  kind: "operator",
  userId: "u",
  loginId: "l",
  role: "admin",
  name: "Ada",
  avatarUrl: null,
} as const;

export interface WebhookRig extends AsyncDisposable {
  readonly clock: ManualClock;
  readonly writer: Writer;
  readonly reads: Reads;
  /** Every line that was logged. */
  readonly logged: readonly string[];
  /** The latest one, after `restart`. */
  service(): WebhookService;
  subscribe(
    receiver: Pick<Receiver, "url">,
    events?: readonly WebhookEventType[],
  ): Promise<Webhook>;
  /** Stores a visitor's message; gives its id. */
  say(conversationId: string, text?: string): Promise<string>;
  /** Resolves after the commit that makes it true. */
  until(isSo: () => boolean): Promise<void>;
  /** How many events wait for a webhook. */
  waiting(webhook: Webhook): number;
  /** Stops the deliveries and begins them again, as a start of the server does. */
  restart(): void;
  /** While it is on, nothing can be stored of what became of a delivery. */
  failSettling(on: boolean): void;
}

/** `random` is 0.5 unless it is given: pauses have their very length. */
export async function setWebhookRig(random = (): number => 0.5): Promise<WebhookRig> {
  const file = databaseFile();
  const { reader, history } = file.open();
  const clock = new ManualClock();
  const logged: string[] = [];
  const log = createLog({
    level: "debug",
    format: "json",
    now: clock.now,
    print: (line) => logged.push(line),
  });
  const reads = createReads(reader, history, (read, reason) => log.error("read", { read, reason }));
  let waits: { readonly isSo: () => boolean; readonly resolve: () => void }[] = [];
  let settlingFails = false;
  const real = await file.writer({
    onCommit() {
      service.wake();
      waits = waits.filter(({ isSo, resolve }) => {
        const done = isSo();
        if (done) resolve();
        return !done;
      });
    },
  });
  const writer: Writer = {
    ...real,
    write: (name, input) =>
      settlingFails && (name satisfies Command["name"]) === "settleDelivery"
        ? Promise.reject(new Error("the disk is full"))
        : real.write(name, input),
  };

  function start(): WebhookService {
    const started = createWebhookService({
      writer,
      reads,
      lookUp: async () => ["127.0.0.1"],
      allowPrivate: true,
      log,
      now: clock.now,
      newId: () => crypto.randomUUID(),
      after: clock.after,
      random,
    });
    started.start();
    return started;
  }
  let service = start();
  await writer.write("connectChannel", CHANNEL);

  return {
    clock,
    writer,
    reads,
    logged,
    service: () => service,
    subscribe({ url }, events = WEBHOOK_EVENTS) {
      const optional = { id: undefined, name: undefined, signatureKey: undefined };
      return service.webhooks.subscribe({ ...optional, url, headers: {}, events }, ADMIN);
    },
    async say(conversationId, text = "hello") {
      const message = visitorMessage(conversationId, text, { sentAt: clock.now() });
      await writer.write("storeMessage", message);
      return message.id;
    },
    until: (isSo) =>
      new Promise((resolve) => {
        if (isSo()) resolve();
        else waits.push({ isSo, resolve });
      }),
    waiting: ({ id }) => reads.outbox.waiting(id),
    restart() {
      service.stop();
      service = start();
    },
    failSettling(on) {
      settlingFails = on;
    },
    async [Symbol.asyncDispose]() {
      service.stop();
      await file[Symbol.asyncDispose]();
    },
  };
}
