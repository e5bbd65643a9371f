/** The composition root: a Config in, a running server out. Nothing else puts the parts together. */
import { createChannels, toChannel, type Channels } from "./chat/channels.ts";
import { createContacts } from "./chat/contacts.ts";
import { createConversations } from "./chat/conversations.ts";
import { createEndpoints } from "./chat/endpoints.ts";
import { createFiles } from "./chat/files.ts";
import { Hub } from "./chat/hub.ts";
import { Live } from "./chat/live.ts";
import { createMessages } from "./chat/messages.ts";
import { createMetrics } from "./chat/metrics.ts";
import { createRateLimiter, UNLIMITED } from "./chat/rate-limiter.ts";
import { createReplay } from "./chat/replay.ts";
import { createSessionLimit } from "./chat/session-limit.ts";
import { StaffPresence } from "./chat/staff-presence.ts";
import { createTeam } from "./chat/team.ts";
import { createTokens, type EndSessions } from "./chat/tokens.ts";
import { checkPerson, createPeople } from "./chat/people.ts";
import { VisitorMemory } from "./chat/visitor-memory.ts";
import { createVisitors } from "./chat/visitors.ts";
import { createWebhookService } from "./chat/webhook-service.ts";
import { createWork } from "./chat/work.ts";
import type { Assets } from "./assets.ts";
import type { Config, Secrets } from "./config.ts";
import { databasePath } from "./db/database-path.ts";
import { lockDatabase } from "./db/lock.ts";
import { createFilteredConversations } from "./db/filtered-conversations.ts";
import { openDatabase } from "./db/open.ts";
import { createReads } from "./db/reads.ts";
import { startWriter } from "./db/writer.ts";
import type { Log } from "./log.ts";
import type { Channel } from "./protocol/channels.ts";
import { FILE_LIMITS, RATES, SESSIONS_PER_ADDRESS, type Rate } from "./protocol/limits.ts";
import { startHttpServer } from "./routes/http-server.ts";
import { createApp } from "./routes/index.ts";
import { findHost, shownHost } from "./routes/listen-host.ts";
import { createSends } from "./routes/sends.ts";
import { createSockets, TICK } from "./routes/socket.ts";

export interface ServerDeps {
  readonly log: Log;
  readonly assets: () => Promise<Assets>;
  /** Called when the server cannot go on: nothing can be stored any more. */
  readonly onFatal: (reason: string) => void;
  /** Another writer than that of db/: the benchmark leaves the database out. */
  readonly startWriter?: typeof startWriter;
}

export interface RunningServer extends AsyncDisposable {
  /** Where clients reach it, without a slash at the end. */
  readonly url: string;
  /** Undefined once there is an account. */
  readonly setupToken: string | undefined;
  /** The channel of `--seed-channel`. */
  readonly seeded: Channel | undefined;
  /** Finishes what is in flight, tells the sockets, closes the database. */
  stop(): Promise<void>;
}

/** How long a stopping server still takes what is to be stored, in milliseconds. */
const STORING_MAX = 1_500;

/** Rejects with `database_in_use`, `database_unusable` or `address_in_use`. */
export async function startServer(
  config: Config,
  secrets: Secrets,
  deps: ServerDeps,
): Promise<RunningServer> {
  const { log } = deps;
  const now = Date.now;
  const monotonic = (): number => performance.now();
  const newId = (): string => Bun.randomUUIDv7();
  await using onStop = new AsyncDisposableStack();

  await findHost(config.host);
  const path = databasePath(config.db);
  const lock = lockDatabase(path);
  let serving = false;
  onStop.defer(() => (serving ? lock.close() : lock.undo()));
  const { reader, settings } = openDatabase(path, randomSecret);
  onStop.defer(() => reader.close());
  const metrics = createMetrics();
  const writer = (deps.startWriter ?? startWriter)({
    path,
    onCommit(commands, duration) {
      metrics.committed(commands, duration);
      webhookService.wake();
      filteredConversations.notice(commands);
    },
    onFailure(command, reason, count) {
      metrics.failed(count);
      log.error("store_failed", { command, reason, count });
    },
    onDeath: deps.onFatal,
  });
  onStop.defer(() => writer.close());

  const history = newId();
  const onFailure = (read: string, reason: string): void =>
    log.error("read_failed", { read, reason });
  const reads = createReads(reader, history, onFailure);
  const filteredConversations = createFilteredConversations({ path, writer, reads, onFailure });
  onStop.defer(() => filteredConversations.close());

  const limiter = (rate: Rate) =>
    config.rateLimit ? createRateLimiter(rate, monotonic) : UNLIMITED;
  const sessionLimit = createSessionLimit(config.rateLimit ? SESSIONS_PER_ADDRESS : Infinity);
  const tokens = createTokens({
    key: new TextEncoder().encode(secrets.tokenKey ?? settings.tokenKey),
    now,
    operatorOf: reads.users.operatorOf,
    apiTokenOf: reads.apiTokens.findByHash,
    checkPerson: (identity) => checkPerson(identity, findChannel),
  });

  const hub = new Hub(reads.messages.lastPosition(), (topic, text) => http.publish(topic, text));
  const replay = createReplay(reads.messages, hub);
  const onError = (error: unknown): void =>
    log.error("request_failed", {
      reason: error instanceof Error ? `${error.name}: ${error.message}` : "",
    });
  const memory = new VisitorMemory({ writer, now });
  const staffPresence = new StaffPresence({
    hub,
    findUser: reads.users.find,
    onSeen: (id) => void writer.write("seeLogin", { id, at: now() }).catch(() => undefined),
  });
  const live = new Live({
    hub,
    conversations: reads.conversations,
    identities: () => sockets.identities(),
    asNow: (operator) => ({ ...operator, ...reads.users.operatorOf(operator.loginId) }),
    staff: staffPresence,
    memory,
    now,
    monotonic,
  });
  const session = {
    hub,
    replay,
    live,
    take: createSends({ live, newRate: () => limiter(RATES.sends) }),
    onError,
    defer: (step: () => void) => void setImmediate(step),
  };
  const publicOrigin = config.publicUrl && new URL(config.publicUrl).origin;
  const findChannel: Channels["findConnected"] = (id) => channels.findConnected(id);
  const sockets = createSockets({
    sessionDeps: createEndpoints({ session, tokens, findChannel, history }),
    sessionLimit,
    publicOrigin,
    monotonic,
  });

  /** What whoever changes something needs. */
  const changing = { writer, onChange: live.tell, now, newId };
  const channels = createChannels({
    ...changing,
    rows: reads.channels,
    newSecret: randomSecret,
    closeSessions(channelId, why) {
      sockets.endSessions((one) => one.kind === "visitor" && one.channelId === channelId, why);
      visitors.endWaiting(channelId);
    },
  });
  const conversations = createConversations(changing);
  const visitors = createVisitors({
    people: createPeople({ ...changing, rows: reads.people, channels }),
    setState: conversations.setState,
    tokens,
    hub,
    channels,
    conversations: reads.conversations,
    messages: reads.messages,
    newId,
  });
  const messages = createMessages({
    ...changing,
    hub,
    channels,
    metrics,
    visitorRate: limiter(RATES.visitorMessages),
    onStored: live.stored,
  });
  const endSessions: EndSessions = (belongs, why) =>
    sockets.endSessions((one) => one.kind === "operator" && belongs(one), why);
  const webhookService = createWebhookService({
    writer,
    reads,
    allowPrivate: config.privateWebhooks,
    log,
    now,
    newId,
  });
  const files = createFiles({ writer, files: reads.files, now, newSecret: randomSecret });
  const team = createTeam({
    writer,
    reads,
    files,
    tokens,
    wrongPasswords: limiter(RATES.wrongPasswords),
    setupToken: settings.setupToken,
    endSessions,
    onChange: live.tell,
    now,
    newId,
    newSecret: randomSecret,
  });
  const stopping = new AbortController();
  const app = createApp({
    log,
    tokens,
    history,
    stopping: stopping.signal,
    publicOrigin,
    channels,
    conversations,
    conversationReads: reads.conversations,
    pageVisitReads: reads.pageVisits,
    ...createWork({ ...changing, reads }),
    conversationList: reads.conversationList,
    filteredConversations,
    messages,
    messageReads: reads.messages,
    contacts: createContacts({ ...changing, channels, rate: limiter(RATES.visitorContacts) }),
    visitors,
    ...team,
    staffPresence,
    webhooks: webhookService.webhooks,
    files,
    visitorUploadRate: limiter(RATES.visitorUploads),
    addressUploadRate: limiter(RATES.addressUploads),
    uploadLimit: createSessionLimit(config.rateLimit ? FILE_LIMITS.atATimePerAddress : Infinity),
    authenticateRate: limiter(RATES.authenticate),
    sessionLimit,
    assets: deps.assets,
    newNonce: randomSecret,
    metrics,
    ping: () => void reads.messages.lastPosition(),
    sessions: sockets.count,
    residentBytes: () => process.memoryUsage.rss(),
  });

  const http = startHttpServer({
    host: config.host,
    port: config.port,
    trustProxy: config.trustProxy,
    app,
    sockets,
    onError,
  });
  onStop.defer(() => http.close());
  serving = true;
  // Nothing was stored before it: nobody has been answered yet, that takes another turn of the event loop.
  writer.write("beginHistory", history).catch((error: unknown) => {
    if (!stopping.signal.aborted) deps.onFatal(String(error));
  });
  files.tidy().catch(() => undefined);
  webhookService.start();
  const ticking = setInterval(() => {
    sockets.tick();
    live.tick();
  }, TICK);

  // Undone in the reverse order: the requests first, the lock on the file last.
  onStop.defer(() => sockets.closeAll());
  onStop.defer(async () => {
    clearInterval(ticking);
    stopping.abort();
    webhookService.stop();
    memory.tick();
    // What the database holds up is refused while it can still be answered.
    const enough = setTimeout(() => void writer.close(), STORING_MAX);
    await http.finish();
    clearTimeout(enough);
  });

  const seeded =
    config.seedChannel === undefined
      ? undefined
      : await channels.connect({ sourceChannelId: config.seedChannel });
  const running = onStop.move();
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= running.disposeAsync());
  return {
    url: config.publicUrl ?? `http://${shownHost(config.host)}:${http.port}`,
    setupToken: reads.users.any() ? undefined : settings.setupToken,
    seeded: seeded && toChannel(seeded.channel),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** 32 random bytes, base64url. */
function randomSecret(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url");
}
