/**
 * Files that people send. An upload is stored as it comes, a piece and a command at a time, each only after the one
 * before it is on disk: so it takes little memory, and the messages of others are committed in between.
 *
 *   begun ──pieces──▶ whole: it can be read from now on
 *     └──broken off, too large, no room──▶ taken away at once, or before the next upload, or at the next start
 */
import type { FileReads, FileRow } from "../db/files.ts";
import type { Writer } from "../db/writer.ts";
import { ParleyError } from "../errors.ts";
import type { FileKind } from "../protocol/files.ts";
import { FILE_LIMITS } from "../protocol/limits.ts";
import { fileNameFrom } from "./file-names.ts";
import { mediaTypeOf, UNKNOWN_TYPE } from "./media-types.ts";

export interface FilesDeps {
  readonly writer: Writer;
  readonly files: FileReads;
  readonly now: () => number;
  /** An unguessable word: whoever knows a file's address may read it. */
  readonly newSecret: () => string;
}

export interface Upload {
  /** The conversation whose visitor sends it, or the operator. */
  readonly owner: string;
  /** How many bytes the owner's files may have together; undefined: any number. */
  readonly ownerMax: number | undefined;
  /** As the client has it. */
  readonly name: string;
  /** In bytes, when the client says so. */
  readonly length: number | undefined;
  readonly body: AsyncIterable<Uint8Array>;
  /** How many bytes it may have; undefined: what any file may. */
  readonly max?: number;
  /** The media types that it may be of; undefined: any. */
  readonly types?: readonly string[];
}

export interface Files {
  /**
   * Resolves once it is on disk. Rejects with `payload_too_large`, `unsupported_media_type`, `invalid_request` (empty, or broken
   * off), `limit_reached`, `too_many_requests`, `storage_…`; nothing of it stays then.
   */
  store(upload: Upload): Promise<FileRow>;
  find(id: string): FileRow | undefined;
  /** The bytes from `first` to `last`, both included. */
  read(file: FileRow, first: number, last: number): Generator<Uint8Array<ArrayBuffer>>;
  /** Takes away what an earlier process has left unfinished. */
  tidy(): Promise<void>;
}

const PIECE_BYTES = 64 * 1024;
const RETRY_AFTER = 10;

export function createFiles({ writer, files, now, newSecret }: FilesDeps): Files {
  const underWay = new Set<string>();
  /** Something unfinished could not be taken away: the disk was full, or locked. */
  let isUntidy = false;

  async function tidy(): Promise<void> {
    isUntidy = true;
    await writer.write("dropUnfinishedFiles", { except: [...underWay] });
    isUntidy = false;
  }

  /** Gives the size and the type. */
  async function append(key: number, upload: Upload): Promise<[number, string]> {
    const { body, max = FILE_LIMITS.bytes, types } = upload;
    let size = 0;
    let number = 0;
    let mediaType = UNKNOWN_TYPE;
    for await (const piece of piecesOf(body)) {
      size += piece.length;
      if (size > max) throw tooLarge(max);
      if (number === 0) mediaType = mediaTypeOf(piece);
      if (types?.includes(mediaType) === false) throw otherType(types);
      await writer.write("appendToFile", { key, number, content: piece.toString("base64") });
      number += 1;
    }
    return [size, mediaType];
  }

  async function store(id: string, upload: Upload): Promise<FileRow> {
    const { owner, ownerMax, length: reserved = FILE_LIMITS.bytes } = upload;
    const name = fileNameFrom(upload.name);
    const begun = { id, owner, ownerMax, name, reserved, createdAt: now() };
    const key = await writer.write("beginFile", begun);
    if (key === "too_much") {
      throw new ParleyError("limit_reached", "this conversation has too many files already");
    }
    const [size, mediaType] = await append(key, upload);
    if (size === 0) throw empty();
    await writer.write("finishFile", { key, size, mediaType });
    return { key, id, name, mediaType, size };
  }

  return {
    async store(upload) {
      if (upload.length === 0) throw empty();
      const { max = FILE_LIMITS.bytes } = upload;
      if (upload.length !== undefined && upload.length > max) throw tooLarge(max);
      if (underWay.size >= FILE_LIMITS.atATime) {
        const details = { retryAfter: RETRY_AFTER };
        throw new ParleyError("too_many_requests", "too many files are on their way", details);
      }
      if (isUntidy) await tidy();
      const id = newSecret();
      underWay.add(id);
      try {
        return await store(id, upload);
      } catch (error) {
        underWay.delete(id);
        // What cannot be taken away now is before the next upload: this one has failed for its own reason.
        await tidy().catch(() => undefined);
        throw error;
      } finally {
        underWay.delete(id);
      }
    },

    find(id) {
      return files.find(id);
    },

    *read({ key }, first, last) {
      const lastPiece = Math.floor(last / PIECE_BYTES);
      for (let number = Math.floor(first / PIECE_BYTES); number <= lastPiece; number += 1) {
        const start = number * PIECE_BYTES;
        const piece = files.piece(key, number);
        if (piece === undefined) throw new Error("a piece of a file is missing");
        yield piece.subarray(Math.max(0, first - start), last + 1 - start);
      }
    },

    tidy,
  };
}

/** How a message shows it. */
export function kindOf({ mediaType }: FileRow): FileKind {
  const [kind] = mediaType.split("/");
  return kind === "image" || kind === "video" || kind === "audio" ? kind : "file";
}

/** The same bytes in pieces of one length, the last one shorter. Each is good until the next one is asked for. */
async function* piecesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const piece = Buffer.allocUnsafe(PIECE_BYTES);
  let held = 0;
  for await (const part of body) {
    for (let taken = 0; taken < part.length;) {
      const some = part.subarray(taken, taken + PIECE_BYTES - held);
      piece.set(some, held);
      taken += some.length;
      held += some.length;
      if (held < PIECE_BYTES) continue;
      yield piece;
      held = 0;
    }
  }
  if (held > 0) yield piece.subarray(0, held);
}

function tooLarge(max: number): ParleyError {
  return new ParleyError("payload_too_large", `the file may have ${max} bytes at most`);
}

function otherType(types: readonly string[]): ParleyError {
  return new ParleyError("unsupported_media_type", `the file must be ${types.join(" or ")}`);
}

function empty(): ParleyError {
  return new ParleyError("invalid_request", "the file is empty");
}
