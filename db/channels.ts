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
  /** A JSON array; empty: any. */
  readonly allowedOrigins: string;
  /** Only people whom the site has vouched for may write. */
  readonly requireIdentity: 0 | 1;
  /** How often the secret that a site vouches with was replaced. */
  readonly identityVersion: number;
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
  /** It has another name or picture now than before. */
  readonly isChanged: boolean;
}

export type DisconnectOutcome =
  | { readonly status: "disconnected"; readonly channel: ChannelRow }
  | { readonly status: "was_disconnected" | "unknown" };

/** Undefined keeps what there is. */
export interface ChannelUpdate {
  readonly id: string;
  readonly name: string | undefined;
  /** Null removes it. */
  readonly imageUrl: string | null | undefined;
  /** JSON. */
  readonly config: string | undefined;
  readonly allowedOrigins: string | undefined;
  readonly requireIdentity: boolean | undefined;
}

export interface ChannelUpdated {
  readonly before: ChannelRow;
  readonly after: ChannelRow;
}

const COLUMNS = `id, source, source_channel_id AS sourceChannelId, name, image_url AS imageUrl,
  connected, config, allowed_origins AS allowedOrigins,
  require_identity AS requireIdentity, identity_version AS identityVersion`;

/** What a channel is called that was given no name. */
const DEFAULT_NAME = "Chat plugin";

/** Each runs inside the writer's transaction. */
export interface ChannelWrites {
  connectChannel(channel: NewChannel): ConnectOutcome;
  disconnectChannel(id: string): DisconnectOutcome;
  /** Undefined when there is no such channel. Connected or not. */
  updateChannel(update: ChannelUpdate): ChannelUpdated | undefined;
}

export interface ChannelReads {
  /** Connected or not. */
  find(id: string): ChannelRow | undefined;
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
  const disconnect = db.query<ChannelRow, [string]>(
    `UPDATE channel SET connected = 0 WHERE id = ? RETURNING ${COLUMNS}`,
  );
  type Update = [string, string | null, string, string, number, string];
  const update = db.query<ChannelRow, Update>(
    `UPDATE channel SET name = ?, image_url = ?, config = ?, allowed_origins = ?,
       require_identity = ? WHERE id = ?
     RETURNING ${COLUMNS}`,
  );

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
      const isChanged = before?.name !== channel.name || before.imageUrl !== channel.imageUrl;
      return { channel, wasConnected: before?.connected === 1, isChanged };
    },

    disconnectChannel(id) {
      const before = byId.get(id);
      if (before === null) return { status: "unknown" };
      if (before.connected === 0) return { status: "was_disconnected" };
      return { status: "disconnected", channel: disconnect.get(id) ?? before };
    },

    updateChannel({ id, name, imageUrl, config, allowedOrigins, requireIdentity }) {
      const before = byId.get(id);
      if (before === null) return undefined;
      const after = update.get(
        name ?? before.name,
        imageUrl === undefined ? before.imageUrl : imageUrl,
        config ?? before.config,
        allowedOrigins ?? before.allowedOrigins,
        Number(requireIdentity ?? before.requireIdentity),
        id,
      );
      return { before, after: after ?? before };
    },
  };
}

export function channelReads(db: Database): ChannelReads {
  const byId = db.query<ChannelRow, [string]>(`SELECT ${COLUMNS} FROM channel WHERE id = ?`);
  const all = db.query<ChannelRow, []>(`SELECT ${COLUMNS} FROM channel ORDER BY created_at, id`);
  return {
    find(id) {
      return byId.get(id) ?? undefined;
    },

    findConnected(id) {
      const channel = byId.get(id);
      return channel?.connected === 1 ? channel : undefined;
    },

    all() {
      return all.all();
    },
  };
}
