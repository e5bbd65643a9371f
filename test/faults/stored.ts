/** What the database must hold after all that clients were told. */
import { Database } from "bun:sqlite";
import { fingerprint, type Heard } from "./told.ts";

interface Row {
  readonly id: string;
  readonly conversation: string;
  readonly offset: number;
  readonly position: number;
  readonly sender: string;
  readonly sentAt: number;
  readonly content: string;
}

/** One sentence for each thing that is wrong, the rule first. */
export function examineDatabase(path: string, heard: Heard): string[] {
  // For writing, so that the log of a killed server can be taken in.
  using db = new Database(path, { readwrite: true });
  const problems = db.query("PRAGMA integrity_check").values().flat().map(String);
  if (problems[0] !== "ok") return [`DELIVERY-1: the database is damaged: ${problems[0]}`];
  const rows = db
    .query<Row, [number]>(
      `SELECT m.id, c.id AS conversation, m.offset, m.position, m.sender_type AS sender,
         m.sent_at AS sentAt, m.content
       FROM message m JOIN conversation c ON c.key = m.conversation
       WHERE m.position > ? ORDER BY m.position`,
    )
    .all(heard.before);
  return [
    ...againstAnswers(rows, heard),
    ...againstNumbers(db, rows, heard.before),
    ...againstViews(rows, heard),
  ];
}

function* againstAnswers(
  rows: readonly Row[],
  { attempts, answered, told }: Heard,
): Generator<string> {
  const stored = new Map<string, Row>();
  for (const row of rows) {
    const attempt = attempts.get(row.id);
    if (stored.has(row.id)) yield `DELIVERY-1: ${row.id} is stored more than once`;
    stored.set(row.id, row);
    if (attempt === undefined) yield `DELIVERY-1: ${row.id} is stored, and nobody sent it`;
    else if (
      attempt.conversation !== row.conversation ||
      attempt.from !== row.sender ||
      fingerprint(JSON.parse(row.content).text) !== attempt.textPrint
    ) {
      yield `DELIVERY-1: ${row.id} is stored otherwise than it was sent`;
    }
  }
  for (const id of answered) {
    if (!stored.has(id)) yield `DELIVERY-1: ${id} was answered and is not stored`;
  }
  for (const [id, message] of told) {
    const row = stored.get(id);
    if (row === undefined) {
      if (!answered.has(id)) yield `DELIVERY-1: ${id} was seen and is not stored`;
      continue;
    }
    const same =
      message.offset === row.offset &&
      message.contentPrint === fingerprint(row.content) &&
      Date.parse(message.sent_at) === row.sentAt &&
      message.sender_type === row.sender;
    if (!same) yield `DELIVERY-1: ${id} is stored otherwise than it was told`;
  }
}

function* againstNumbers(db: Database, rows: readonly Row[], before: number): Generator<string> {
  for (const [index, { id, position }] of rows.entries()) {
    const turn = before + index + 1;
    if (position === turn) continue;
    yield `DELIVERY-3: ${id} has position ${position}, ${turn} was its turn`;
    break;
  }
  const next = new Map<string, number>();
  for (const { id, conversation, offset } of rows) {
    const turn = (next.get(conversation) ?? 0) + 1;
    if (offset !== turn) yield `DELIVERY-3: ${id} has offset ${offset}, ${turn} was its turn`;
    next.set(conversation, offset);
  }
  const kept = db
    .query<{ id: string; lastOffset: number }, []>(
      "SELECT id, last_offset AS lastOffset FROM conversation",
    )
    .all();
  for (const { id, lastOffset } of kept) {
    const last = next.get(id);
    if (last === undefined ? before === 0 : last !== lastOffset) {
      yield `DELIVERY-3: conversation ${id} keeps ${lastOffset} as its last offset, it has ${last}`;
    }
  }
}

function* againstViews(rows: readonly Row[], { before, views }: Heard): Generator<string> {
  const ends = new Map<string | undefined, number>([[undefined, before + rows.length]]);
  for (const { conversation, offset } of rows) ends.set(conversation, offset);
  for (const { name, conversation, last } of views) {
    const end = ends.get(conversation) ?? 0;
    if (last !== end) yield `DELIVERY-3: ${name} has seen ${last} of ${end} messages`;
  }
}
