/** Channels: connecting one, finding one, and what happens to its visitors when it is disconnected. */
import type {
  ChannelReads,
  ChannelRow,
  ConnectOutcome,
  DisconnectOutcome,
} from "../db/channels.ts";
import type { Writer } from "../db/writer.ts";
import { ParleyError } from "../errors.ts";
import { SOURCE, type Channel, type ChannelDetails } from "../protocol/channels.ts";
import { CHANNEL_LIMITS } from "../protocol/limits.ts";
import type { OnChange } from "./changes.ts";
import type { Operator } from "./tokens.ts";

export interface ChannelsDeps {
  readonly writer: Writer;
  readonly rows: ChannelReads;
  readonly now: () => number;
  readonly onChange: OnChange;
  /** Ends the sessions of a channel's visitors. */
  readonly closeSessions: (channelId: string, why: ParleyError) => void;
  readonly newSecret: () => string;
}

/** Undefined keeps what there is. */
export interface ChannelChanges {
  readonly name: string | undefined;
  /** Null removes it. */
  readonly imageUrl: string | null | undefined;
  readonly config: Readonly<Record<string, unknown>> | undefined;
  readonly allowedOrigins: readonly string[] | undefined;
  readonly requireIdentity: boolean | undefined;
}

export interface ConnectedChannel extends ChannelRow {
  /** Empty: any. */
  readonly origins: readonly string[];
}

export interface Channels {
  /** Connects it if it is not connected; a name or picture that is given replaces the stored one. */
  connect(channel: {
    readonly sourceChannelId: string;
    readonly name?: string | undefined;
    readonly imageUrl?: string | undefined;
  }): Promise<ConnectOutcome>;
  disconnect(id: string): Promise<DisconnectOutcome["status"]>;
  /** Connected or not. Rejects with `channel_not_found`, `payload_too_large`. */
  update(id: string, changes: ChannelChanges): Promise<ChannelRow>;
  /** Connected or not. */
  find(id: string): ChannelRow | undefined;
  /** Undefined when it is unknown or not connected. Asked for each message, so it is remembered. */
  findConnected(id: string): ConnectedChannel | undefined;
  /** In the order in which they were connected first. */
  all(): ChannelRow[];
  /**
   * With which the site vouches for people; made when it is first asked for. Another one ends all sessions.
   * Rejects with `channel_not_found`, and with `forbidden` when it is no admin any more.
   */
  identitySecret(admin: Operator, id: string, rotate: boolean): Promise<string>;
}

export function createChannels({
  writer,
  rows,
  now,
  onChange,
  closeSessions,
  newSecret,
}: ChannelsDeps): Channels {
  /** Only what the database has; emptied by every change of a channel. */
  const connected = new Map<string, ConnectedChannel>();

  function findConnected(id: string): ConnectedChannel | undefined {
    const known = connected.get(id);
    if (known !== undefined) return known;
    const row = rows.findConnected(id);
    if (row === undefined) return undefined;
    const channel = { ...row, origins: JSON.parse(row.allowedOrigins) as string[] };
    connected.set(id, channel);
    return channel;
  }

  return {
    async connect({ sourceChannelId, name, imageUrl }) {
      const outcome = await writer.write("connectChannel", {
        id: channelId(SOURCE, sourceChannelId),
        source: SOURCE,
        sourceChannelId,
        name,
        imageUrl,
        createdAt: now(),
      });
      connected.clear();
      const { channel, wasConnected, isChanged } = outcome;
      if (!wasConnected) onChange({ kind: "channel", what: "connected", channel });
      else if (isChanged) onChange({ kind: "channel", what: "updated", channel });
      return outcome;
    },

    async disconnect(id) {
      const outcome = await writer.write("disconnectChannel", id);
      connected.clear();
      if (outcome.status === "disconnected") {
        closeSessions(id, new ParleyError("channel_not_found", "this chat is closed"));
        onChange({ kind: "channel", what: "disconnected", channel: outcome.channel });
      }
      return outcome.status;
    },

    async update(id, { name, imageUrl, config, allowedOrigins, requireIdentity }) {
      const settings = config && JSON.stringify(config);
      if (settings !== undefined && Buffer.byteLength(settings) > CHANNEL_LIMITS.configBytes) {
        const message = `a channel's config has ${CHANNEL_LIMITS.configBytes} bytes at most`;
        throw new ParleyError("payload_too_large", message);
      }
      const origins = allowedOrigins && JSON.stringify([...new Set(allowedOrigins)]);
      const update = {
        id,
        name,
        imageUrl,
        config: settings,
        allowedOrigins: origins,
        requireIdentity,
      };
      const updated = await writer.write("updateChannel", update);
      if (updated === undefined) {
        throw new ParleyError("channel_not_found", "there is no such channel");
      }
      connected.clear();
      const { before, after } = updated;
      if (after.allowedOrigins !== before.allowedOrigins && after.allowedOrigins !== "[]") {
        closeSessions(id, new ParleyError("origin_not_allowed", "this chat has other sites now"));
      }
      if (after.requireIdentity > before.requireIdentity) {
        closeSessions(
          id,
          new ParleyError("identity_required", "this chat is for known people only"),
        );
      }
      if (!Bun.deepEquals(before, after)) {
        onChange({ kind: "channel", what: "updated", channel: after });
      }
      return after;
    },

    find: (id) => rows.find(id),

    findConnected,

    all: () => rows.all(),

    async identitySecret({ loginId }, id, rotate) {
      const request = { channelId: id, rotate, newSecret: newSecret() };
      const outcome = await writer.write("identitySecret", request, loginId);
      if (outcome === undefined) {
        throw new ParleyError("channel_not_found", "there is no such channel");
      }
      connected.clear();
      if (outcome.isRotated) {
        const why = "people are vouched for with another secret now";
        closeSessions(id, new ParleyError("unauthorized", why));
      }
      return outcome.secret;
    },
  };
}

/**
 * A version 5 UUID over the source and the source's own id, as Airy Core forms it (the two joined, no
 * namespace UUID before them): the same channel has the same id on every server.
 */
export function channelId(source: string, sourceChannelId: string): string {
  const hash = Buffer.from(
    new Bun.CryptoHasher("sha1").update(`${source}${sourceChannelId}`).digest(),
  );
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join("-");
}

export function toChannel(row: ChannelRow): Channel {
  return {
    id: row.id,
    name: row.name,
    source: SOURCE,
    source_channel_id: row.sourceChannelId,
    ...(row.imageUrl !== null && { image_url: row.imageUrl }),
  };
}

export function toChannelDetails(row: ChannelRow): ChannelDetails {
  return {
    ...toChannel(row),
    connected: row.connected === 1,
    config: JSON.parse(row.config),
    allowed_origins: JSON.parse(row.allowedOrigins),
    require_identity: row.requireIdentity === 1,
  };
}

/**
 * Throws `origin_not_allowed` for a page that is on none of the channel's sites.
 * @param origin the page's; undefined: it is our own page, or no page
 */
export function checkOrigin({ origins }: ConnectedChannel, origin: string | undefined): void {
  if (origins.length === 0 || origin === undefined || origins.includes(origin)) return;
  throw new ParleyError("origin_not_allowed", "this chat is not for pages of this site");
}
