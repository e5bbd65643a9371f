/** What may touch every conversation there is goes in steps: the messages of others wait for one of them only. */
import type { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { createBatchRunner } from "../../db/batch.ts";
import type { CommandInput, CommandName } from "../../db/commands.ts";
import { connect } from "../../db/open.ts";
import { CHANNEL, databaseFile, visitorMessage } from "./database-file.ts";

const PERSON = { firstName: "A", lastName: "B", createdAt: 1 };
const ADA = { ...PERSON, id: "ada", email: "ada@example.org", passwordHash: "1" };
const EVE = { ...PERSON, id: "eve", email: "eve@example.org", passwordHash: "2" };
const LOGIN = {
  id: "login",
  userId: "eve",
  passwordHash: "2",
  createdAt: 1,
  expiresAt: 9,
  userAgent: null,
};
const CONVERSATIONS = ["c1", "c2", "c3", "c4", "c5"];

function open(path: string) {
  const db = connect(path);
  const batch = createBatchRunner(db);
  function run<Name extends CommandName>(name: Name, input: CommandInput<Name>): unknown {
    const [outcome] = batch([{ name, input }]);
    return outcome?.ok ? outcome.result : outcome;
  }
  run("connectChannel", CHANNEL);
  for (const id of CONVERSATIONS) run("storeMessage", visitorMessage(id, "hello"));
  return { db, run, [Symbol.dispose]: () => db.close() };
}

function count(db: Database, from: string): number {
  return db.query<{ n: number }, []>(`SELECT count(*) AS n FROM ${from}`).get()?.n ?? -1;
}

test("A tag is taken from a few conversations at a time, and is there until no conversation has it", async () => {
  await using file = databaseFile();
  file.open();
  using opened = open(file.path);
  const { db, run } = opened;
  run("createTag", { id: "t", name: "VIP", color: "tag-red", createdAt: 1, limit: 9 });
  for (const id of CONVERSATIONS) {
    run("tagConversation", { conversationId: id, tagId: "t", limit: 9 });
  }
  for (const left of [3, 1]) {
    expect(run("deleteTag", { id: "t", limit: 2 })).toBe("more");
    expect([count(db, "conversation_tag"), count(db, "tag")]).toEqual([left, 1]);
  }
  expect(run("deleteTag", { id: "t", limit: 2 })).toBe("deleted");
  expect([count(db, "conversation_tag"), count(db, "tag")]).toEqual([0, 0]);
  expect(run("deleteTag", { id: "t", limit: 2 })).toBe("unknown_tag");
});

test("An account that is removed has no power after the first step, and is gone after the last", async () => {
  await using file = databaseFile();
  file.open();
  using opened = open(file.path);
  const { db, run } = opened;
  run("createUser", { ...ADA, grant: { kind: "first" } });
  run("createUser", { ...EVE, grant: { kind: "admin", role: "admin" } });
  run("createLogin", LOGIN);
  for (const id of CONVERSATIONS) run("assignConversation", { id, userId: "eve" });
  const removal = { id: "eve", limit: 2 };
  expect(run("removeUser", { ...removal, named: 3 })).toEqual({
    isGone: false,
    unassigned: ["c5", "c4", "c3"],
  });
  expect(count(db, "user WHERE role = 'admin'")).toBe(1);
  expect(count(db, "login")).toBe(0);
  expect(count(db, "conversation WHERE assignee = 'eve'")).toBe(3);
  expect(run("removeUser", { ...removal, named: 0 })).toEqual({ isGone: false, unassigned: [] });
  expect(run("removeUser", { ...removal, named: 0 })).toEqual({ isGone: true, unassigned: [] });
  expect(count(db, "user WHERE id = 'eve'")).toBe(0);
  expect(count(db, "conversation WHERE assignee IS NOT NULL")).toBe(0);
});
