/** A real server on a free port with a database of its own, and the requests that tests make of it. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadAssets } from "../assets.ts";
import { readCommandLine, type Config, type Secrets } from "../config.ts";
import { createLog } from "../log.ts";
import type { Channel } from "../protocol/channels.ts";
import type { Message } from "../protocol/message.ts";
import type { CreatedToken } from "../protocol/tokens.ts";
import type { Role, SignedIn } from "../protocol/users.ts";
import { startServer, type RunningServer } from "../server.ts";

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** What an error answers. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly issues?: { readonly path: string; readonly message: string }[];
}

export interface Visitor {
  readonly token: string;
  readonly channel: Channel;
  /** From the token; the conversation exists from the first message on. */
  readonly conversationId: string;
  send(text: string, id?: string): Promise<Message>;
}

interface Account extends SignedIn {
  readonly email: string;
  readonly password: string;
}

export interface Operator extends Account {
  reply(conversationId: string, text: string, id?: string): Promise<Message>;
}

export interface TestServer extends AsyncDisposable {
  readonly url: string;
  readonly setupToken: string | undefined;
  readonly databasePath: string;
  /** Every line that the server has logged. */
  readonly logged: readonly string[];
  /** POST with a JSON body; a string is sent as it is. */
  post<Body>(
    path: string,
    body?: unknown,
    token?: string,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
  /** The first operator, made at the first call. */
  operator(): Promise<Operator>;
  /** Another account, by default with an agent's role; each has an address of its own. */
  agent(role?: Role): Promise<Operator>;
  /** An API token, by default with an agent's role. */
  bot(role?: Role): Promise<CreatedToken>;
  /** A connected channel. */
  channel(sourceChannelId?: string): Promise<Channel>;
  /** A new visitor of a channel, by default of the first one. */
  visitor(channel?: Channel): Promise<Visitor>;
  /** Stops the server and starts another one on the same file, by default on a new port. */
  restart(options?: RestartOptions): Promise<TestServer>;
}

export interface RestartOptions {
  readonly port?: number;
  /** Runs between the two, when nobody has the database open. */
  readonly whileStopped?: () => void;
}

/** `args` as on the command line. Limits are on; the address is 127.0.0.1 for everybody. */
export async function startTestServer(
  args: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<TestServer> {
  return serve(mkdtempSync(join(tmpdir(), "parley-test-")), 0, args, environment, undefined);
}

async function serve(
  folder: string,
  port: number,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  known: Account | undefined,
): Promise<TestServer> {
  const databasePath = join(folder, "parley.db");
  const all = ["--port", String(port), "--db", databasePath, ...args];
  const line = readCommandLine(all, environment);
  if (line.command !== "serve") throw new Error("tests start servers only");
  const logged: string[] = [];
  const server = await start(line.config, line.secrets, logged);
  let operator = known === undefined ? undefined : Promise.resolve(speakFor(known));

  async function post<Body>(
    path: string,
    body: unknown = {},
    token?: string,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    const response = await fetch(`${server.url}${path}`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        ...(token !== undefined && { Authorization: token }),
        ...headers,
      },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Body,
    };
  }

  async function must<Body>(path: string, body: unknown, token?: string): Promise<Body> {
    const answer = await post<Body>(path, body, token);
    if (answer.status < 300) return answer.body;
    throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }

  async function signUp(): Promise<Operator> {
    const account = { email: "ada@example.org", password: "correct horse" };
    const signedIn = await must<SignedIn>("/users.signup", {
      ...account,
      first_name: "Ada",
      last_name: "Lovelace",
      setup_token: server.setupToken,
    });
    return speakFor({ ...signedIn, ...account });
  }

  function speakFor(account: Account): Operator {
    return {
      ...account,
      reply: (conversation_id, text, id) =>
        must("/messages.send", { conversation_id, message: { text }, id }, account.token),
    };
  }

  const test: TestServer = {
    url: server.url,
    setupToken: server.setupToken,
    databasePath,
    logged,
    post,
    operator: () => (operator ??= signUp()),

    async agent(role = "agent") {
      const { token } = await test.operator();
      const names = { first_name: "Grace", last_name: "Hopper" };
      const account = { email: `${crypto.randomUUID()}@example.org`, password: "battery staple" };
      const body = { ...names, ...account, role };
      return speakFor({ ...(await must<SignedIn>("/users.signup", body, token)), ...account });
    },

    async bot(role = "agent") {
      const { token } = await test.operator();
      return must("/tokens.create", { name: "A bot", role }, token);
    },

    async channel(sourceChannelId = "website") {
      const { token } = await test.operator();
      const body = { source: "chat_plugin", source_channel_id: sourceChannelId };
      return must("/channels.connect", body, token);
    },

    async visitor(given) {
      const channel = given ?? (await test.channel());
      const body = { channel_id: channel.id };
      const { token } = await must<{ token: string }>("/chatplugin.authenticate", body);
      return {
        token,
        channel,
        conversationId: claimsOf(token).sub ?? "",
        send: (text, id) => must("/chatplugin.send", { id, message: { text } }, token),
      };
    },

    async restart({ port: nextPort = 0, whileStopped } = {}) {
      const before = await operator;
      await server.stop();
      whileStopped?.();
      return serve(folder, nextPort, args, environment, before);
    },

    async [Symbol.asyncDispose]() {
      await server.stop();
      const leftOpen = existsSync(`${databasePath}-wal`);
      rmSync(folder, { recursive: true, force: true });
      if (leftOpen) throw new Error("the stopped server left its write-ahead log behind");
    },
  };
  return test;
}

function start(config: Config, secrets: Secrets, logged: string[]): Promise<RunningServer> {
  const log = createLog({
    level: "debug",
    format: "json",
    now: Date.now,
    print: (line) => logged.push(line),
  });
  return startServer(config, secrets, {
    log,
    assets: loadAssets,
    onFatal: (reason) => {
      throw new Error(reason);
    },
  });
}

/** A token's claims, not verified. */
export function claimsOf(token: string): Record<string, string | undefined> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
}
