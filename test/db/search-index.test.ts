/** The search index is filled in steps that others wait for. */
import { expect, test } from "bun:test";
import { createBatchRunner } from "../../db/batch.ts";
import type { CommandInput, CommandName } from "../../db/commands.ts";
import { connect } from "../../db/open.ts";
import { CHANNEL, databaseFile, visitorMessage } from "./database-file.ts";

test("A step of the index ends with the message that makes it long, and the next one goes on", async () => {
  await using file = databaseFile();
  file.open();
  using db = connect(file.path);
  const batch = createBatchRunner(db);
  function run<Name extends CommandName>(name: Name, input: CommandInput<Name>): unknown {
    const [outcome] = batch([{ name, input }]);
    return outcome?.ok ? outcome.result : outcome;
  }
  run("connectChannel", CHANNEL);
  for (let number = 0; number < 5; number += 1) {
    run("storeMessage", visitorMessage("a", "word ".repeat(100)));
  }
  const step = { limit: 200, length: 1_000 };
  expect(run("indexMessages", step)).toEqual({ upTo: 2, isBehind: true });
  expect(run("indexMessages", step)).toEqual({ upTo: 4, isBehind: true });
  expect(run("indexMessages", step)).toEqual({ upTo: 5, isBehind: false });
  expect(run("indexMessages", step)).toEqual({ upTo: 5, isBehind: false });
});
