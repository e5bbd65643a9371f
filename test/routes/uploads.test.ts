/** Uploads: what is taken, what is refused, and that nothing of what was refused stays. */
import { Database } from "bun:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { FILE_LIMITS } from "../../protocol/limits.ts";
import { readDocument, type Described } from "../api/open-api.ts";
import { startTestServer, type TestServer } from "../running-server.ts";
import { KNOWN, PNG, UNKNOWN } from "../sample-files.ts";
import { untilSo } from "../until.ts";
import { beginAndBreakOff, exchange, postHead } from "./raw-http.ts";
import { setScene, type Scene } from "./scene.ts";
import { bytes, OPERATORS, refused, upload, VISITORS } from "./upload.ts";

let scene: Scene;
let described: Described;
beforeAll(async () => {
  scene = await setScene();
  described = await readDocument(scene.server);
});
afterAll(() => scene[Symbol.asyncDispose]());

const SHOP = "https://shop.example.org";

interface Kept {
  readonly files: number;
  readonly pieces: number;
}

/** What the database holds, of files that are whole and of others. */
function kept({ databasePath }: { readonly databasePath: string } = scene.server): Kept {
  using db = new Database(databasePath, { readonly: true });
  const found = db
    .query<Kept, []>(
      "SELECT (SELECT count(*) FROM file) AS files, (SELECT count(*) FROM file_piece) AS pieces",
    )
    .get();
  if (found === null) throw new Error("no counts");
  return found;
}

async function read(url: string): Promise<Buffer> {
  return Buffer.from(await (await fetch(url)).arrayBuffer());
}

describe("An upload is answered with what a message's content takes:", () => {
  test.each([
    ["a visitor's", VISITORS, "visitor", "/chatplugin.send"],
    ["an agent's", OPERATORS, "agent", "/messages.send"],
    ["an admin's", OPERATORS, "admin", "/messages.send"],
    ["a bot's", OPERATORS, "bot", "/messages.send"],
  ] as const)("%s", async (_, path, speaker, send) => {
    const { server, tokens, visitor } = scene;
    const answer = await upload(server, path, tokens[speaker], PNG, "a b.png");
    expect(answer.status).toBe(200);
    described.expectAnswer(path, answer);
    const { url, ...rest } = answer.body;
    expect(rest).toEqual({ type: "image", name: "a b.png", size: PNG.length });
    expect(url).toMatch(new RegExp(`^${server.url}/files/[\\w-]{43}/a%20b\\.png$`));
    expect(await read(url)).toEqual(PNG);
    const message = { conversation_id: visitor.conversationId, message: answer.body };
    const sent = await server.post<{ content: object }>(send, message, tokens[speaker]);
    expect(sent.status).toBe(200);
    expect(sent.body.content).toEqual(answer.body);
  });

  test.each(KNOWN)("%s is what its bytes say, whatever is said of it", async (_, type, sample) => {
    const { server, tokens } = scene;
    const said = { "Content-Type": "text/html" };
    const body = Uint8Array.from(sample);
    const answer = await upload(server, VISITORS, tokens.visitor, body, "page.html", said);
    expect(answer.body.type as string).toBe(type.split("/")[0] ?? "");
    expect((await fetch(answer.body.url)).headers.get("content-type")).toBe(type);
  });

  test.each(UNKNOWN)("%s is a file, whatever is said of it", async (_, sample) => {
    const { server, tokens } = scene;
    const said = { "Content-Type": "image/png" };
    const body = Uint8Array.from(sample);
    const answer = await upload(server, VISITORS, tokens.visitor, body, "photo.png", said);
    expect(answer.body.type).toBe("file");
    const { headers } = await fetch(answer.body.url);
    expect(headers.get("content-type")).toBe("application/octet-stream");
    expect(headers.get("content-disposition")).toStartWith("attachment;");
  });

  test("one without a name is a file called so", async () => {
    const { body } = await upload(scene.server, VISITORS, scene.tokens.visitor, "hello");
    expect(body).toMatchObject({ type: "file", name: "file", size: 5 });
  });
});

describe.each([1, 65_535, 65_536, 65_537, 1_048_576, 3_000_001])("%d bytes", (length) => {
  test("come back as they were, with and without a length beforehand", async () => {
    const { server, tokens } = scene;
    const sent = bytes(length, length);
    for (const body of [sent, new Blob([sent]).stream()]) {
      const answer = await upload(server, OPERATORS, tokens.agent, body, "bytes");
      expect(answer.body.size).toBe(length);
      expect((await read(answer.body.url)).equals(sent)).toBe(true);
    }
  });
});

test("Several uploads at once come back each as it was", async () => {
  const sent = [11, 12, 13, 14].map((seed) => bytes(2_000_000, seed));
  const answers = await Promise.all(
    sent.map((one) => upload(scene.server, VISITORS, scene.tokens.visitor, one, "bytes")),
  );
  for (const [index, { body }] of answers.entries()) {
    expect((await read(body.url)).equals(sent[index] ?? Buffer.alloc(0))).toBe(true);
  }
  expect(new Set(answers.map(({ body }) => body.url)).size).toBe(4);
});

describe("Refused, and nothing of it stays:", () => {
  const LARGEST = FILE_LIMITS.bytes;

  test.each([
    ["no token", VISITORS, undefined, 401, "unauthorized"],
    ["an operator's token at the visitors'", VISITORS, "agent", 403, "forbidden"],
    ["a visitor's token at the operators'", OPERATORS, "visitor", 403, "forbidden"],
    ["a resume token", VISITORS, "resume", 403, "forbidden"],
  ] as const)("%s", async (_, path, speaker, status, code) => {
    const before = kept();
    const answer = await upload(scene.server, path, speaker && scene.tokens[speaker], PNG);
    expect(refused(answer)).toEqual([status, code]);
    described.expectAnswer(path, answer);
    expect(kept()).toEqual(before);
  });

  test("a file without a byte, with a length and without one", async () => {
    const before = kept();
    for (const body of ["", new Blob([]).stream()]) {
      const answer = await upload(scene.server, VISITORS, scene.tokens.visitor, body);
      expect(refused(answer)).toEqual([400, "invalid_request"]);
      described.expectAnswer(VISITORS, answer);
    }
    expect(kept()).toEqual(before);
  });

  test("one byte more than there may be; the largest is taken", async () => {
    const { server, tokens } = scene;
    const largest = bytes(LARGEST);
    const taken = await upload(server, OPERATORS, tokens.agent, largest, "a");
    expect(taken.body.size).toBe(LARGEST);
    expect((await read(taken.body.url)).equals(largest)).toBe(true);
    const before = kept();
    const more = Buffer.concat([largest, Buffer.from("x")]);
    for (const body of [more, new Blob([more]).stream()]) {
      const answer = await upload(server, OPERATORS, tokens.agent, body, "a");
      expect(refused(answer)).toEqual([413, "payload_too_large"]);
      described.expectAnswer(OPERATORS, answer);
    }
    expect(kept()).toEqual(before);
  });

  test("what says that it is too large, before any of it has come", async () => {
    const head = postHead(OPERATORS, {
      Authorization: scene.tokens.agent,
      "Content-Length": String(LARGEST + 1),
    });
    expect(refused(await exchange(scene.server.url, head))).toEqual([413, "payload_too_large"]);
  });

  test("a channel that is disconnected", async () => {
    const { server, tokens } = scene;
    const channel = await server.channel("closing");
    const { token } = await server.visitor(channel);
    await server.post("/channels.disconnect", { channel_id: channel.id }, tokens.admin);
    const answer = await upload(server, VISITORS, token, PNG);
    expect(refused(answer)).toEqual([404, "channel_not_found"]);
    described.expectAnswer(VISITORS, answer);
  });

  test.each([
    ["with a length", { "Content-Length": "300000" }, "x".repeat(200_000)],
    ["in chunks", { "Transfer-Encoding": "chunked" }, `30d40\r\n${"x".repeat(200_000)}\r\n5\r\nab`],
  ])("what breaks off, %s", async (_, headers, sent) => {
    const { server, tokens } = scene;
    const before = kept();
    const head = postHead(OPERATORS, { Authorization: tokens.agent, ...headers });
    const breakOff = await beginAndBreakOff(server.url, head, sent);
    await untilSo(server, () => kept().pieces >= before.pieces + 2);
    breakOff();
    await untilSo(server, () => kept().files <= before.files);
    expect(kept()).toEqual(before);
  });
});

describe("Limits:", () => {
  test("a conversation's files have 100 MiB together, also those that are on their way", async () => {
    await using server = await startTestServer(["--rate-limit", "off"]);
    const { token } = await server.visitor();
    const other = await server.visitor();
    const file = bytes(FILE_LIMITS.bytes);
    const statuses = await Promise.all(
      Array.from({ length: 12 }, async () => (await upload(server, VISITORS, token, file)).status),
    );
    expect(statuses.toSorted((a, b) => a - b)).toEqual([...Array<number>(10).fill(200), 409, 409]);
    expect(refused(await upload(server, VISITORS, token, "x"))).toEqual([409, "limit_reached"]);
    expect((await upload(server, VISITORS, other.token, "x")).status).toBe(200);
    expect(kept(server)).toEqual({ files: 11, pieces: 1_601 });
  }, 30_000);

  test("a visitor sends 10 in a minute; another one is not held up by it", async () => {
    await using server = await startTestServer();
    const [one, other] = [await server.visitor(), await server.visitor()];
    for (let sent = 0; sent < 10; sent += 1) {
      expect((await upload(server, VISITORS, one.token, PNG)).status).toBe(200);
    }
    const answer = await upload(server, VISITORS, one.token, PNG);
    expect(refused(answer)).toEqual([429, "too_many_requests"]);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await upload(server, VISITORS, other.token, PNG)).status).toBe(200);
  });

  test("an address has 8 on their way, and another when one of them has ended", async () => {
    await using server = await startTestServer();
    const { token } = await server.operator();
    const waiting = Array.from({ length: 8 }, () => {
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
      const writer = writable.getWriter();
      void writer.write(bytes(70_000));
      return { writer, answer: upload(server, OPERATORS, token, readable) };
    });
    await untilSo(server, () => kept(server).pieces >= 8);
    expect(refused(await upload(server, OPERATORS, token, PNG))).toEqual([
      429,
      "too_many_requests",
    ]);
    const [first, ...rest] = waiting;
    await first?.writer.close();
    expect((await first?.answer)?.status).toBe(200);
    expect((await upload(server, OPERATORS, token, PNG)).status).toBe(200);
    for (const { writer, answer } of rest) {
      await writer.close();
      expect((await answer).status).toBe(200);
    }
  });
});

describe("Pages:", () => {
  test("one of any origin may send a visitor's file and read the answer, good or bad", async () => {
    const { server, tokens } = scene;
    const asked = await fetch(`${server.url}${VISITORS}?name=a`, {
      method: "OPTIONS",
      headers: { Origin: SHOP, "Access-Control-Request-Method": "POST" },
    });
    expect(asked.status).toBe(204);
    expect(asked.headers.get("access-control-allow-origin")).toBe("*");
    for (const token of [tokens.visitor, "no"]) {
      const { headers } = await upload(server, VISITORS, token, PNG, "a", { Origin: SHOP });
      expect(headers.get("access-control-allow-origin")).toBe("*");
    }
  });

  test("one of another site than the channel's may not", async () => {
    const { server, tokens } = scene;
    const channel = await server.channel("of one site");
    const { token } = await server.visitor(channel);
    const change = { channel_id: channel.id, allowed_origins: [SHOP] };
    await server.post("/channels.update", change, tokens.admin);
    const elsewhere = { Origin: "https://other.example.org" };
    const before = kept();
    const bad = await upload(server, VISITORS, token, PNG, "a", elsewhere);
    expect(refused(bad)).toEqual([403, "origin_not_allowed"]);
    expect(bad.headers.get("access-control-allow-origin")).toBeNull();
    described.expectAnswer(VISITORS, bad);
    expect(kept()).toEqual(before);
    const good = await upload(server, VISITORS, token, PNG, "a", { Origin: SHOP });
    expect([good.status, good.headers.get("access-control-allow-origin")]).toEqual([200, SHOP]);
  });

  test("none may send an operator's file", async () => {
    const { server, tokens } = scene;
    const asked = await fetch(`${server.url}${OPERATORS}`, {
      method: "OPTIONS",
      headers: { Origin: SHOP, "Access-Control-Request-Method": "POST" },
    });
    expect(asked.status).toBe(405);
    const { headers } = await upload(server, OPERATORS, tokens.agent, PNG, "a", { Origin: SHOP });
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("The address that is answered is", () => {
  async function addressAt(server: TestServer, headers: Record<string, string>): Promise<string> {
    const { token } = await server.operator();
    const { body } = await upload(server, OPERATORS, token, PNG, "a", headers);
    return new URL(body.url).origin.replace(/(?<=127\.0\.0\.1):\d+$/, "");
  }

  test.each([
    ["the host that was asked", [], { Host: "chat.example.org:1" }, "http://chat.example.org:1"],
    ["not what no trusted proxy says", [], { "X-Forwarded-Proto": "https" }, "http://127.0.0.1"],
    [
      "with the protocol that a trusted proxy says",
      ["--trust-proxy", "1"],
      { Host: "chat.example.org", "X-Forwarded-Proto": "https" },
      "https://chat.example.org",
    ],
    [
      "without a protocol that there is not",
      ["--trust-proxy", "1"],
      { "X-Forwarded-Proto": "javascript" },
      "http://127.0.0.1",
    ],
  ] as const)("%s", async (_, args, headers, origin) => {
    await using server = await startTestServer(args);
    expect(await addressAt(server, { ...headers })).toBe(origin);
  });

  test("--public-url's, whatever host was asked", async () => {
    const free = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data: () => undefined } });
    const { port } = free;
    free.stop(true);
    const publicUrl = `http://localhost:${port}`;
    const first = await startTestServer(["--public-url", publicUrl]);
    await using server = await first.restart({ port });
    expect(await addressAt(server, { Host: "chat.example.org" })).toBe(publicUrl);
  });
});
