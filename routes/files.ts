/** Files: visitors and operators send them, and whoever knows a file's address reads it. */
import { Hono, type Context } from "hono";
import type { Channels } from "../chat/channels.ts";
import { kindOf, type Files } from "../chat/files.ts";
import { UNKNOWN_TYPE } from "../chat/media-types.ts";
import type { RateLimiter } from "../chat/rate-limiter.ts";
import type { SessionLimit } from "../chat/session-limit.ts";
import type { Tokens } from "../chat/tokens.ts";
import type { FileRow } from "../db/files.ts";
import { ParleyError } from "../errors.ts";
import { UploadQuery, type UploadedFile } from "../protocol/files.ts";
import { FILE_LIMITS } from "../protocol/limits.ts";
import { json, SHARED_HEADERS } from "./answer.ts";
import { entityTag, isUnchanged } from "./asset.ts";
import { authorizeHead } from "./authorize.ts";
import { readQuery } from "./body.ts";
import { pageHeaders, preflight } from "./cors.ts";
import { contentDisposition } from "./disposition.ts";
import type { RequestEnv } from "./env.ts";
import { readRange } from "./range.ts";
import { bodyUntil } from "./upload-body.ts";

export interface FileRoutesDeps {
  readonly tokens: Tokens;
  readonly files: Files;
  readonly channels: Channels;
  /** By conversation. */
  readonly visitorUploadRate: RateLimiter;
  /** By address. */
  readonly addressUploadRate: RateLimiter;
  /** Uploads of one address that are on their way. */
  readonly uploadLimit: SessionLimit;
  /** Aborts when the server stops: nobody's upload is waited for. */
  readonly stopping: AbortSignal;
  /** Where people reach the server, when that is known. */
  readonly publicOrigin: string | undefined;
}

/** What is larger is sent a piece at a time, and then without Content-Length: the runtime sends it in chunks. */
const AT_ONCE_BYTES = 1024 * 1024;

const FILE_HEADERS = {
  ...SHARED_HEADERS,
  "Content-Security-Policy": "default-src 'none'; sandbox",
  "Cross-Origin-Resource-Policy": "cross-origin",
  "Cache-Control": "public, max-age=31536000, immutable",
  "Accept-Ranges": "bytes",
} as const;

export function createFileRoutes(deps: FileRoutesDeps): Hono<RequestEnv> {
  const { tokens, files, channels, visitorUploadRate, addressUploadRate, uploadLimit } = deps;

  async function store(
    c: Context<RequestEnv>,
    owner: string,
    ownerMax: number | undefined,
    mayStill: () => Promise<unknown>,
  ): Promise<UploadedFile> {
    const { name } = readQuery(c, UploadQuery);
    const said = c.req.header("content-length");
    const length = said === undefined ? undefined : Number(said);
    const giveBack = uploadLimit.take(c.env.address());
    try {
      const until = AbortSignal.any([deps.stopping, AbortSignal.timeout(FILE_LIMITS.time)]);
      const body = bodyUntil(c.req.raw, until, deps.stopping, mayStill);
      return answerFor(c, await files.store({ owner, ownerMax, name, length, body }));
    } finally {
      giveBack();
    }
  }

  async function authorizeVisitor(c: Context<RequestEnv>) {
    const { conversationId, channelId } = await authorizeHead(c, tokens, "visitor");
    const channel = channels.findConnected(channelId);
    if (channel === undefined) throw new ParleyError("channel_not_found", "this chat is closed");
    const headers = pageHeaders(channel, (name) => c.req.header(name), deps.publicOrigin);
    return { conversationId, headers };
  }

  function answerFor(c: Context<RequestEnv>, file: FileRow): UploadedFile {
    const origin = deps.publicOrigin ?? c.env.origin();
    const { id, name, size } = file;
    return { type: kindOf(file), url: `${origin}${pathOf(id, name)}`, name, size };
  }

  return new Hono<RequestEnv>()
    .options("/chatplugin.upload", preflight)

    .post("/chatplugin.upload", async (c) => {
      const { conversationId, headers } = await authorizeVisitor(c);
      addressUploadRate.take(c.env.address());
      visitorUploadRate.take(conversationId);
      const max = FILE_LIMITS.conversationBytes;
      return json(await store(c, conversationId, max, () => authorizeVisitor(c)), 200, headers);
    })

    .post("/messages.upload", async (c) => {
      const { userId } = await authorizeHead(c, tokens, "operator");
      return json(await store(c, userId, undefined, () => authorizeHead(c, tokens, "operator")));
    })

    .get("/files/:id/:name", (c) => {
      const file = files.find(c.req.param("id"));
      if (file === undefined || c.req.param("name") !== file.name) {
        throw new ParleyError("not_found", "there is no such file");
      }
      return answerFile(c, files, file);
    });
}

export function pathOf(id: string, name: string): string {
  return `/files/${id}/${encodeURIComponent(name)}`;
}

function answerFile(c: Context, files: Files, file: FileRow): Response {
  const { id, name, mediaType, size } = file;
  const tag = entityTag(id);
  const headers = {
    ...FILE_HEADERS,
    ETag: tag,
    "Content-Type": mediaType,
    "Content-Disposition": contentDisposition(
      mediaType === UNKNOWN_TYPE ? "attachment" : "inline",
      name,
    ),
  };
  if (isUnchanged(c.req.header("if-none-match"), tag)) {
    return new Response(null, { status: 304, headers });
  }
  const ifRange = c.req.header("if-range");
  const isSame = ifRange === undefined || ifRange.trim() === tag;
  const range = isSame ? readRange(c.req.header("range"), size) : undefined;
  if (range === "unsatisfiable") {
    const outside = { ...headers, "Content-Range": `bytes */${size}` };
    return new Response(null, { status: 416, headers: outside });
  }
  const { first, last } = range ?? { first: 0, last: size - 1 };
  const body = c.req.method === "HEAD" ? null : bytesOf(files, file, first, last);
  const length = { "Content-Length": String(last + 1 - first) };
  return range === undefined
    ? new Response(body, { headers: { ...headers, ...length } })
    : new Response(body, {
        status: 206,
        headers: { ...headers, ...length, "Content-Range": `bytes ${first}-${last}/${size}` },
      });
}

function bytesOf(
  files: Files,
  file: FileRow,
  first: number,
  last: number,
): Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> {
  const pieces = files.read(file, first, last);
  if (last - first < AT_ONCE_BYTES) return Buffer.concat([...pieces]);
  return new ReadableStream(
    {
      pull(controller) {
        const { done, value } = pieces.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
    },
    { highWaterMark: 0 },
  );
}
