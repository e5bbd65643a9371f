/** A database file of a test's own, opened as the server opens it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { NewMessage } from "../../db/messages.ts";
import { historyWrites } from "../../db/histories.ts";
import { connect, openDatabase, type Opened } from "../../db/open.ts";
import { startWriter, type Writer, type WriterOptions } from "../../db/writer.ts";

export interface DatabaseFile extends AsyncDisposable {
  readonly path: string;
  /** With a history of its own. */
  open(): Opened & { readonly history: string };
  writer(options?: Partial<WriterOptions>): Promise<Writer>;
}

export function databaseFile(): DatabaseFile {
  const folder = mkdtempSync(join(tmpdir(), "parley-db-"));
  const path = join(folder, "parley.db");
  const closing: (() => void | Promise<void>)[] = [];
  return {
    path,
    open() {
      const opened = openDatabase(path, () => "a".repeat(43));
      closing.push(() => opened.reader.close());
      const history = crypto.randomUUID();
      using db = connect(path);
      historyWrites(db).beginHistory(history);
      return { ...opened, history };
    },
    async writer(options = {}) {
      const writer = startWriter({
        path,
        onCommit: () => undefined,
        onFailure: () => undefined,
        onDeath: () => undefined,
        ...options,
      });
      closing.push(() => writer.close());
      return writer;
    },
    async [Symbol.asyncDispose]() {
      for (const close of closing.toReversed()) await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const CHANNEL = {
  id: "11111111-1111-5111-8111-111111111111",
  source: "chat_plugin",
  sourceChannelId: "website",
  name: undefined,
  imageUrl: undefined,
  createdAt: 1_000,
};

/** A visitor's message, valid unless `changes` make it not. */
export function visitorMessage(
  conversationId: string,
  text: string,
  changes: Partial<NewMessage> = {},
): NewMessage {
  return {
    id: crypto.randomUUID(),
    conversationId,
    sender: { type: "source_contact", channelId: CHANNEL.id, displayName: "Visitor 1" },
    sentAt: 2_000,
    content: JSON.stringify({ type: "text", text }),
    ...changes,
  };
}
