import type { Database } from "bun:sqlite";

export interface ChannelRow {
  readonly id: string;
  readonly source: string;
  readonly sourceChannelId: string;
  readonly name: string;
  readonly imageUrl: string | null;
  readonly connected: 0 | 1;
  /** The widget's look and behaviour, JSON. */
  readonly config: string;
}

export interface NewChannel {
  readonly id: string;
  readonly source: string;
  readonly sourceChannelId: string;
  /** Undefined keeps what a known channel has. */
  readonly name: string | undefined;
  readonly imageUrl: string | undefined;
  readonly createdAt: number;
}

export interface ConnectOutcome {
  readonly channel: ChannelRow;
  readonly wasConnected: boolean;
}

export type DisconnectOutcome = "disconnected" | "was_disconnected" | "unknown";

const COLUMNS = `id, source, source_channel_id AS sourceChannelId, name, image_url AS imageUrl,
  connected, config`;

/** What a channel is called that was given no name. */
const DEFAULT_NAME = "Chat plugin";

/** Each runs inside the writer's transaction. */
export interface ChannelWrites {
  connectChannel(channel: NewChannel): ConnectOutcome;
  disconnectChannel(id: string): DisconnectOutcome;
}

export interface ChannelReads {
  /** Undefined when it is unknown or not connected. */
  findConnected(id: string): ChannelRow | undefined;
  /** In the order in which they were connected first. */
  all(): ChannelRow[];
}

export function channelWrites(db: Database): ChannelWrites {
  const byId = db.query<ChannelRow, [string]>(`SELECT ${COLUMNS} FROM channel WHERE id = ?`);
  type Upsert = {
    id: string;
    source: string;
    sourceChannelId: string;
    name: string | null;
    imageUrl: string | null;
    createdAt: number;
    defaultName: string;
  };
  const upsert = db.query<ChannelRow, Upsert>(
    `INSERT INTO channel (id, source, source_channel_id, name, image_url, connected, created_at)
     VALUES ($id, $source, $sourceChannelId, coalesce($name, $defaultName), $imageUrl, 1, $createdAt)
     ON CONFLICT (id) DO UPDATE SET connected = 1, name = coalesce($name, name),
       image_url = coalesce($imageUrl, image_url)
     RETURNING ${COLUMNS}`,
  );
  const disconnect = db.query<null, [string]>("UPDATE channel SET connected = 0 WHERE id = ?");

  return {
    connectChannel(given) {
      const before = byId.get(given.id);
      const channel = upsert.get({
        ...given,
        name: given.name ?? null,
        imageUrl: given.imageUrl ?? null,
        defaultName: DEFAULT_NAME,
      });
      if (channel === null) throw new Error("a channel was stored and not returned");
      return { channel, wasConnected: before?.connected === 1 };
    },

    disconnectChannel(id) {
      const before = byId.get(id);
      if (before === null) return "unknown";
      disconnect.run(id);
      return before.connected === 1 ? "disconnected" : "was_disconnected";
    },
  };
}

export function channelReads(db: Database): ChannelReads {
  const byId = db.query<ChannelRow, [string]>(`SELECT ${COLUMNS} FROM channel WHERE id = ?`);
  const all = db.query<ChannelRow, []>(`SELECT ${COLUMNS} FROM channel ORDER BY created_at, id`);
  return {
    findConnected(id) {
      const channel = byId.get(id);
      return channel?.connected === 1 ? channel : undefined;
    },

    all() {
      return all.all();
    },
  };
}
