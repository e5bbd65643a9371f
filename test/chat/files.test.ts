/** Uploads where the database has no room, or is locked: they fail as what they are, and leave nothing. */
import type { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { createFiles, type Files } from "../../chat/files.ts";
import { createBatchRunner } from "../../db/batch.ts";
import { fileReads } from "../../db/files.ts";
import { connect } from "../../db/open.ts";
import type { Writer } from "../../db/writer.ts";
import { ParleyError } from "../../errors.ts";
import { bytes } from "../routes/upload.ts";
import { databaseFile } from "../db/database-file.ts";

/** What the writer's thread does, without the thread: its connection has to be had here. */
function writerOf(db: Database): Writer {
  const run = createBatchRunner(db);
  return {
    async write(name, input) {
      const [outcome] = run([{ name, input }]);
      if (outcome?.ok) return outcome.result as never;
      throw new ParleyError(outcome?.code ?? "internal_error", "");
    },
    close: async () => undefined,
  };
}

function filesOf(db: Database, newSecret: () => string = () => crypto.randomUUID()): Files {
  return createFiles({
    writer: writerOf(db),
    files: fileReads(db),
    now: () => 1_000,
    newSecret,
  });
}

async function* inParts(whole: Buffer, each: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < whole.length; start += each) {
    yield whole.subarray(start, start + each);
  }
}

function upload(length: number, body = inParts(bytes(length), 50_000)) {
  return { owner: "a", ownerMax: undefined, name: "a", length: undefined, body };
}

function left(db: Database): unknown[][] {
  const counts = "SELECT (SELECT count(*) FROM file), (SELECT count(*) FROM file_piece)";
  return db.query(counts).values();
}

async function codeOf(failing: Promise<unknown>): Promise<string> {
  try {
    await failing;
    return "none";
  } catch (error) {
    return error instanceof ParleyError ? error.code : String(error);
  }
}

test("A file that fills the disk is refused with storage_full and taken away; what fits is taken", async () => {
  await using file = databaseFile();
  file.open();
  using db = connect(file.path);
  const files = filesOf(db);
  const [[pages = 0] = []] = db.query<unknown, []>("PRAGMA page_count").values() as number[][];
  db.run(`PRAGMA max_page_count = ${pages + 100}`);
  expect(await codeOf(files.store(upload(1_000_000)))).toBe("storage_full");
  expect(left(db)).toEqual([[0, 0]]);
  expect(await files.store(upload(200_000))).toMatchObject({ size: 200_000 });
  expect(left(db)).toEqual([[1, 4]]);
});

test("What could not be taken away is taken away before the next upload, and that which is on its way is not", async () => {
  await using file = databaseFile();
  file.open();
  using db = connect(file.path);
  using other = connect(file.path);
  db.run("PRAGMA busy_timeout = 0");
  const files = filesOf(db);
  const goOn = Promise.withResolvers<void>();
  async function* slow(): AsyncGenerator<Buffer> {
    yield bytes(100_000);
    await goOn.promise;
    yield bytes(100_000);
  }
  const onItsWay = files.store(upload(0, slow()));
  async function* locked(): AsyncGenerator<Buffer> {
    yield bytes(70_000);
    other.run("BEGIN IMMEDIATE");
    yield bytes(70_000);
  }
  expect(await codeOf(files.store(upload(0, locked())))).toBe("storage_failed");
  other.run("ROLLBACK");
  expect(left(db)).toEqual([[2, 2]]);
  expect(await files.store(upload(10))).toMatchObject({ size: 10 });
  expect(left(db)).toEqual([[2, 2]]);
  goOn.resolve();
  expect(await onItsWay).toMatchObject({ size: 200_000 });
  expect(left(db)).toEqual([[2, 5]]);
});

test("A file is not found before it is whole", async () => {
  await using file = databaseFile();
  file.open();
  using db = connect(file.path);
  const files = filesOf(db, () => "the id");
  const seen: unknown[] = [];
  async function* watched(): AsyncGenerator<Buffer> {
    yield bytes(70_000);
    seen.push(left(db), files.find("the id"));
    yield bytes(70_000);
  }
  await files.store(upload(0, watched()));
  expect(seen).toEqual([[[1, 1]], undefined]);
  expect(files.find("the id")).toMatchObject({ size: 140_000 });
});
