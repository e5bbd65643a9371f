/** Channels: connecting one, finding one, and what happens to its visitors when it is disconnected. */
import type {
  ChannelReads,
  ChannelRow,
  ConnectOutcome,
  DisconnectOutcome,
} from "../db/channels.ts";
import type { Writer } from "../db/writer.ts";
import type { OnChange } from "./changes.ts";
import { SOURCE, type Channel } from "../protocol/channels.ts";

export interface ChannelsDeps {
  readonly writer: Writer;
  readonly rows: ChannelReads;
  readonly now: () => number;
  readonly onChange: OnChange;
  /** Ends the sessions of a channel's visitors. */
  readonly closeSessions: (channelId: string) => void;
}

export interface Channels {
  /** Connects it if it is not connected; a name or picture that is given replaces the stored one. */
  connect(channel: {
    readonly sourceChannelId: string;
    readonly name?: string | undefined;
    readonly imageUrl?: string | undefined;
  }): Promise<ConnectOutcome>;
  disconnect(id: string): Promise<DisconnectOutcome>;
  /** Undefined when it is unknown or not connected. Asked for each message, so it is remembered. */
  findConnected(id: string): ChannelRow | undefined;
  /** In the order in which they were connected first. */
  all(): ChannelRow[];
}

export function createChannels({
  writer,
  rows,
  now,
  onChange,
  closeSessions,
}: ChannelsDeps): Channels {
  /** Only what the database has; emptied by every change of a channel. */
  const connected = new Map<string, ChannelRow>();

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
      if (!outcome.wasConnected) {
        onChange({ kind: "channel", what: "connected", channel: outcome.channel });
      }
      return outcome;
    },

    async disconnect(id) {
      const outcome = await writer.write("disconnectChannel", id);
      connected.clear();
      if (outcome === "disconnected") closeSessions(id);
      return outcome;
    },

    findConnected(id) {
      const known = connected.get(id) ?? rows.findConnected(id);
      if (known !== undefined) connected.set(id, known);
      return known;
    },

    all: () => rows.all(),
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
