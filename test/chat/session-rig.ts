/**
 * Sessions on sockets of three members, a hub and a real database, with everything that happens by
 * itself elsewhere (the clock, the deferred step, the publishing after a commit) done by the test.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hub } from "../../chat/hub.ts";
import { Live } from "../../chat/live.ts";
import { messageJson } from "../../chat/message-json.ts";
import { storedMessage } from "../../chat/messages.ts";
import { UNLIMITED } from "../../chat/rate-limiter.ts";
import { createReplay } from "../../chat/replay.ts";
import { Session, type SessionSocket } from "../../chat/session.ts";
import { StaffPresence } from "../../chat/staff-presence.ts";
import type { Identity } from "../../chat/tokens.ts";
import { createCommands } from "../../db/commands.ts";
import { conversationReads } from "../../db/conversations.ts";
import { messageReads, type MessageRow, type NewMessage } from "../../db/messages.ts";
import { connect, openDatabase } from "../../db/open.ts";
import { userReads } from "../../db/users.ts";
import { ParleyError } from "../../errors.ts";
import { createSends } from "../../routes/sends.ts";
import { FrameDecoder } from "../../stomp/decoder.ts";
import { encodeFrame } from "../../stomp/frame.ts";

export interface SentFrame {
  readonly command: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const CHANNEL = "channel";
const LIMITS = { bodyBytes: 1 << 20, headBytes: 1 << 16, headers: 64 };

export class FakeSocket implements SessionSocket {
  readonly topics = new Set<string>();
  readonly closes: number[] = [];
  buffered = 0;
  /** Called with each text that is sent. */
  onSend: (text: string) => void = () => undefined;
  readonly #sent: string[] = [];

  takeOrigin(): undefined {
    return undefined;
  }

  send(text: string): void {
    if (this.closes.length > 0) throw new Error("sent after the close");
    this.#sent.push(text);
    this.onSend(text);
  }

  close(code: number): void {
    this.closes.push(code);
  }

  join(topic: string): void {
    this.topics.add(topic);
  }

  leave(topic: string): void {
    this.topics.delete(topic);
  }

  /** What was sent since the last time, heart-beats as they are. */
  take(): (SentFrame | "\n")[] {
    return this.#sent.splice(0).map((text) => (text === "\n" ? text : decodeOne(text)));
  }
}

export class Client {
  readonly socket = new FakeSocket();
  readonly session: Session;
  readonly #rig: Rig;

  constructor(rig: Rig, session: (socket: FakeSocket) => Session) {
    this.#rig = rig;
    this.session = session(this.socket);
  }

  send(command: string, headers: Readonly<Record<string, string>> = {}, body = ""): void {
    this.sendRaw(encodeFrame(command, Object.entries(headers), body));
  }

  sendRaw(text: string): void {
    this.session.receive(new TextEncoder().encode(text), this.#rig.now);
  }
}

export class Rig implements Disposable {
  /** Milliseconds; a test moves it. */
  now = 1_000_000;
  readonly hub: Hub;
  readonly live: Live;
  readonly history = crypto.randomUUID();
  /** Steps that wait for their turn. */
  readonly deferred: (() => void)[] = [];
  /** Tokens that are being checked: each call of one answers a CONNECT. */
  readonly checks: (() => void)[] = [];
  /** For how long a token is good once it has been checked, in milliseconds. */
  timeLeft = 30 * 24 * 3_600_000;
  /** What the sessions could not foresee. */
  readonly errors: unknown[] = [];
  /** Conversations and addresses of the pages that are to be remembered. */
  readonly pageVisits: [string, string][] = [];
  readonly #folder = mkdtempSync(join(tmpdir(), "parley-session-"));
  readonly #closers: (() => void)[] = [];
  readonly #clients: Client[] = [];
  readonly #commands: ReturnType<typeof createCommands>;
  readonly #unpublished: { readonly message: MessageRow; readonly unread: number }[] = [];
  readonly #replay: ReturnType<typeof createReplay>;

  constructor() {
    const path = join(this.#folder, "parley.db");
    const { reader } = openDatabase(path, () => "secret");
    const db = connect(path);
    // Nobody pulls the plug here.
    db.run("PRAGMA synchronous = OFF");
    this.#closers.push(
      () => reader.close(),
      () => db.close(),
    );
    this.#commands = createCommands(db);
    this.#commands.beginHistory(this.history);
    this.#commands.connectChannel({
      id: CHANNEL,
      source: "chat_plugin",
      sourceChannelId: CHANNEL,
      name: undefined,
      imageUrl: undefined,
      createdAt: 0,
    });
    const reads = messageReads(reader, this.history);
    this.hub = new Hub(reads.lastPosition(), (topic, text) => {
      for (const { socket } of this.#clients) if (socket.topics.has(topic)) socket.send(text);
    });
    this.#replay = createReplay(reads, this.hub);
    this.live = new Live({
      hub: this.hub,
      conversations: conversationReads(reader),
      identities: () => this.#clients.flatMap(({ session }) => session.identity ?? []),
      asNow: (operator) => operator,
      staff: new StaffPresence({
        hub: this.hub,
        findUser: userReads(reader).find,
        onSeen: () => undefined,
      }),
      memory: {
        opened: (conversationId, { url }) => void this.pageVisits.push([conversationId, url]),
        saw: () => undefined,
        tick: () => undefined,
      },
      now: () => this.now,
      monotonic: () => this.now,
    });
  }

  /**
   * A socket that has just opened. Its token is a conversation's id, `operator` or `operator …` (each a
   * person), `bot`, or is refused.
   */
  open(): Client {
    const client = new Client(this, (socket) => {
      const deps = {
        hub: this.hub,
        replay: this.#replay,
        live: this.live,
        take: createSends({ live: this.live, newRate: () => UNLIMITED }),
        authenticate: (token: string | undefined) =>
          new Promise<{ identity: Identity; timeLeft: number }>((resolve, reject) => {
            this.checks.push(() => {
              if (token === undefined) reject(new ParleyError("unauthorized", "no token"));
              else if (token === "broken") reject(new Error("a bug"));
              else resolve({ identity: identityOf(token), timeLeft: this.timeLeft });
            });
          }),
        onError: (error: unknown) => void this.errors.push(error),
        connectedHeaders: (): [string, string][] => [["history", this.history]],
        defer: (step: () => void) => void this.deferred.push(step),
      };
      return new Session(socket, deps, this.now);
    });
    this.#clients.push(client);
    return client;
  }

  /** A session that is connected, its CONNECTED taken. */
  async connect(token: string, headers: Readonly<Record<string, string>> = {}): Promise<Client> {
    const client = this.open();
    client.send("CONNECT", { "accept-version": "1.2", Authorization: token, ...headers });
    await this.checkTokens();
    const [connected] = client.socket.take();
    if (typeof connected !== "object" || connected.command !== "CONNECTED") {
      throw new Error(`CONNECTED was awaited, not ${JSON.stringify(connected)}`);
    }
    return client;
  }

  /** Answers every token that is being checked. */
  async checkTokens(): Promise<void> {
    for (const check of this.checks.splice(0)) check();
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Stores a visitor's message; it is published by `publish`. */
  store(conversationId: string, text = "hello"): MessageRow {
    const given: NewMessage = {
      id: crypto.randomUUID(),
      conversationId,
      sender: { type: "source_contact", channelId: CHANNEL, displayName: "Visitor" },
      sentAt: 0,
      content: JSON.stringify({ type: "text", text }),
    };
    const outcome = this.#commands.storeMessage(given);
    if (outcome.status !== "stored") throw new Error(outcome.status);
    const stored = storedMessage(given, outcome.placed);
    this.#unpublished.push({ message: stored, unread: outcome.unread });
    return stored;
  }

  /** Publishes what is stored, in its order; by default all of it. */
  publish(count = this.#unpublished.length): void {
    for (const { message, unread } of this.#unpublished.splice(0, count)) {
      this.hub.publish(message, messageJson(message));
      this.live.stored(message, unread);
    }
  }

  /** Stores and publishes. */
  say(conversationId: string, text?: string): MessageRow {
    const message = this.store(conversationId, text);
    this.publish();
    return message;
  }

  /** Runs the deferred steps, and those that they defer. */
  runDeferred(): void {
    for (let step = this.deferred.shift(); step !== undefined; step = this.deferred.shift()) step();
  }

  [Symbol.dispose](): void {
    for (const close of this.#closers) close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function identityOf(token: string): Identity {
  const [kind] = token.split(" ");
  if (kind === "operator") {
    const ada = { role: "admin", name: "Ada", avatarUrl: null } as const;
    return { kind, userId: token, loginId: `login of ${token}`, ...ada };
  }
  if (kind === "bot") {
    const bot = { role: "agent", name: "Bot", avatarUrl: null } as const;
    return { kind: "operator", userId: token, loginId: token, ...bot };
  }
  return { kind: "visitor", conversationId: token, channelId: CHANNEL };
}

function decodeOne(text: string): SentFrame {
  const decoder = new FrameDecoder(LIMITS);
  decoder.push(new TextEncoder().encode(text));
  const next = decoder.next();
  if (!next?.ok) throw new Error(`no frame: ${JSON.stringify(text)}`);
  const { command, headers, body } = next.frame;
  return {
    command,
    headers: Object.fromEntries(headers),
    body: new TextDecoder().decode(body),
  };
}
