/** What people have uploaded, in pieces: no command and no read holds a whole file. */
import type { Database } from "bun:sqlite";

export interface FileRow {
  readonly key: number;
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
}

export interface NewFile {
  readonly id: string;
  /** The conversation whose visitor sends it, or the operator. */
  readonly owner: string;
  readonly name: string;
  /** The bytes that it may come to have. They count as its owner's until it is whole. */
  readonly reserved: number;
  /** How many bytes its owner may have here; undefined: any number. */
  readonly ownerMax: number | undefined;
  readonly createdAt: number;
}

export interface FilePiece {
  readonly key: number;
  /** 0, 1, 2 …; all but the last are of the same length. */
  readonly number: number;
  /** Base64: commands cross to the writer's thread as text. */
  readonly content: string;
}

export interface WholeFile {
  readonly key: number;
  readonly size: number;
  readonly mediaType: string;
}

/** Each runs inside the writer's transaction. */
export interface FileWrites {
  /** Gives its key; nobody can read it until it is whole. */
  beginFile(file: NewFile): number | "too_much";
  appendToFile(piece: FilePiece): null;
  finishFile(file: WholeFile): null;
  /** Takes away what is not whole, but for these ids. */
  dropUnfinishedFiles(drop: { readonly except: readonly string[] }): null;
}

export interface FileReads {
  /** Only one that is whole. */
  find(id: string): FileRow | undefined;
  /** Undefined: there is no such piece. */
  piece(key: number, number: number): Uint8Array<ArrayBuffer> | undefined;
}

export function fileWrites(db: Database): FileWrites {
  const used = db.query<{ bytes: number }, [string]>(
    "SELECT coalesce(sum(size), 0) AS bytes FROM file WHERE owner = ?",
  );
  const insert = db.query<{ key: number }, [string, string, string, number, number]>(
    `INSERT INTO file (id, owner, name, media_type, size, is_whole, created_at)
     VALUES (?, ?, ?, '', ?, 0, ?) RETURNING key`,
  );
  const append = db.query<null, [number, number, Uint8Array]>(
    "INSERT INTO file_piece (file, number, bytes) VALUES (?, ?, ?)",
  );
  const finish = db.query<null, [number, string, number]>(
    "UPDATE file SET size = ?, media_type = ?, is_whole = 1 WHERE key = ?",
  );
  const drop = db.query<null, [string]>(
    "DELETE FROM file WHERE is_whole = 0 AND id NOT IN (SELECT value FROM json_each(?))",
  );
  return {
    beginFile({ id, owner, name, reserved, ownerMax, createdAt }) {
      if (ownerMax !== undefined && (used.get(owner)?.bytes ?? 0) + reserved > ownerMax) {
        return "too_much";
      }
      const row = insert.get(id, owner, name, reserved, createdAt);
      if (row === null) throw new Error("the file has got no key");
      return row.key;
    },

    appendToFile({ key, number, content }) {
      append.run(key, number, Buffer.from(content, "base64"));
      return null;
    },

    finishFile({ key, size, mediaType }) {
      finish.run(size, mediaType, key);
      return null;
    },

    dropUnfinishedFiles({ except }) {
      drop.run(JSON.stringify(except));
      return null;
    },
  };
}

export function fileReads(db: Database): FileReads {
  const byId = db.query<FileRow, [string]>(
    "SELECT key, id, name, media_type AS mediaType, size FROM file WHERE id = ? AND is_whole = 1",
  );
  const piece = db.query<{ bytes: Uint8Array<ArrayBuffer> }, [number, number]>(
    "SELECT bytes FROM file_piece WHERE file = ? AND number = ?",
  );
  return {
    find(id) {
      return byId.get(id) ?? undefined;
    },

    piece(key, number) {
      return piece.get(key, number)?.bytes;
    },
  };
}
