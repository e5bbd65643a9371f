/** Uploads over the deaths of the server, and in its backups. */
import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { join } from "node:path";
import type { SignedIn } from "../protocol/users.ts";
import { mustAsk } from "./faults/ask.ts";
import { emptyFolder, type Folder, type ParleyProcess } from "./parley-process.ts";
import { bytes, OPERATORS, refused, upload } from "./routes/upload.ts";
import { untilSo } from "./until.ts";

const ACCOUNT = {
  email: "ada@example.org",
  password: "correct horse",
  first_name: "Ada",
  last_name: "Lovelace",
};

async function signUp({ url, setupToken }: ParleyProcess): Promise<string> {
  const body = { ...ACCOUNT, setup_token: setupToken };
  return (await mustAsk<SignedIn>(`${url}/users.signup`, body)).token;
}

/** Whole files, others, and pieces. */
function counts(folder: Folder): number[] {
  using db = new Database(join(folder.path, "parley.db"), { readonly: true });
  const [row = []] = db
    .query(
      `SELECT (SELECT count(*) FROM file WHERE is_whole = 1),
         (SELECT count(*) FROM file WHERE is_whole = 0), (SELECT count(*) FROM file_piece)`,
    )
    .values();
  return row.map(Number);
}

test("An upload that the server has died of leaves nothing after the next start; the others stay", async () => {
  await using folder = emptyFolder();
  const first = await folder.start();
  const token = await signUp(first);
  const whole = bytes(200_000);
  const { body } = await upload(first, OPERATORS, token, whole, "whole");
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  void writer.write(bytes(400_000)).catch(() => undefined);
  const broken = upload(first, OPERATORS, token, readable, "broken").catch(() => "broken");
  await untilSo(first, () => (counts(folder)[2] ?? 0) >= 10);
  expect(counts(folder)).toEqual([1, 1, 4 + 6]);
  await first.end("SIGKILL");
  expect(await broken).toBe("broken");

  const second = await folder.start([], first.port);
  await untilSo(second, () => counts(folder)[1] === 0);
  expect(counts(folder)).toEqual([1, 0, 4]);
  const again = Buffer.from(await (await fetch(body.url)).arrayBuffer());
  expect(again.equals(whole)).toBe(true);
  expect(await second.end("SIGTERM")).toBe(0);
}, 20_000);

test("A server that stops waits for no upload, and answers the one that is on its way", async () => {
  await using folder = emptyFolder();
  const parley = await folder.start();
  const token = await signUp(parley);
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  void writer.write(bytes(200_000)).catch(() => undefined);
  const answer = upload(parley, OPERATORS, token, readable, "broken");
  await untilSo(parley, () => (counts(folder)[2] ?? 0) >= 3);
  const start = performance.now();
  expect(await parley.end("SIGTERM")).toBe(0);
  expect(performance.now() - start).toBeLessThan(5_000);
  expect(refused(await answer)).toEqual([503, "shutting_down"]);
  expect(counts(folder)).toEqual([0, 0, 0]);
}, 20_000);

test("A backup holds the files, and what is restored serves them under the same address", async () => {
  await using folder = emptyFolder();
  const parley = await folder.start();
  const token = await signUp(parley);
  const whole = bytes(300_000);
  const { body } = await upload(parley, OPERATORS, token, whole, "whole");
  expect((await folder.run(["backup", "copy.db"])).code).toBe(0);
  await upload(parley, OPERATORS, token, "later", "later");
  await parley.end("SIGTERM");
  expect((await folder.run(["restore", "copy.db"])).code).toBe(0);
  expect(counts(folder)).toEqual([1, 0, 5]);
  await folder.start([], parley.port);
  const again = Buffer.from(await (await fetch(body.url)).arrayBuffer());
  expect(again.equals(whole)).toBe(true);
}, 20_000);
