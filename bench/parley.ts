/**
 * Parley as a server process, from source, with its command line. The one difference: with
 * `BENCH_WRITER=memory` messages are not stored, only numbered, which leaves the database out.
 */
import { loadAssets } from "../assets.ts";
import { readCommandLine } from "../config.ts";
import type { CommandInput, CommandName, CommandResult } from "../db/commands.ts";
import type { NewMessage, StoreOutcome } from "../db/messages.ts";
import { startWriter, type Writer, type WriterOptions } from "../db/writer.ts";
import { createLog } from "../log.ts";
import { startServer } from "../server.ts";

if (import.meta.main) await start();

async function start(): Promise<void> {
  const line = readCommandLine(Bun.argv.slice(2));
  if (line.command !== "serve") throw new Error("bench/parley.ts serves, and nothing else");
  const log = createLog({
    level: line.config.logLevel,
    format: line.config.logFormat,
    now: Date.now,
    print: (text) => void process.stderr.write(`${text}\n`),
  });
  const server = await startServer(line.config, line.secrets, {
    log,
    assets: loadAssets,
    onFatal(reason) {
      throw new Error(reason);
    },
    ...(Bun.env.BENCH_WRITER === "memory" && { startWriter: startMemoryWriter }),
  });
  console.log(`URL    ${server.url}`);
  console.log(`Inbox  ${server.url}/inbox#setup=${server.setupToken}`);
  console.log(`ID     ${server.seeded?.id}`);
}

/** Everything but messages goes to the database: accounts and channels are read from there. */
function startMemoryWriter(options: WriterOptions): Writer {
  const writer = startWriter(options);
  const offsets = new Map<string, number>();
  let position = 0;

  function storeMessage({ conversationId, sender }: NewMessage): StoreOutcome {
    if (sender.type !== "source_contact") return { status: "unknown_conversation" };
    const offset = (offsets.get(conversationId) ?? 0) + 1;
    offsets.set(conversationId, offset);
    position += 1;
    const placed = {
      channelId: sender.channelId,
      offset,
      position,
      senderId: conversationId,
      senderName: sender.displayName,
    };
    return { status: "stored", placed, unread: offset };
  }

  return {
    ...writer,
    write<Name extends CommandName>(name: Name, input: CommandInput<Name>) {
      if (name !== "storeMessage") return writer.write(name, input);
      return Promise.resolve(storeMessage(input as NewMessage) as CommandResult<Name>);
    },
  };
}
