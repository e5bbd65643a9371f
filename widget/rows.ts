/** What the thread shows, row by row: who, when, and where a group or a day begins. */
import type { Content } from "../protocol/content.ts";
import type { Message } from "../protocol/message.ts";
import type { Dates } from "./dates.ts";
import type { Unsent } from "./storage.ts";

export interface Row extends Entry {
  readonly time: string;
  /** The heading of a day that begins here. */
  readonly day: string | undefined;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

interface Entry {
  readonly id: string;
  readonly side: "own" | "other" | "notice";
  /** The sender's name; "" for the visitor. */
  readonly name: string;
  readonly content: Content;
  readonly delivery: "pending" | "refused" | "stored";
  /** Why it was refused: an error's code. */
  readonly refused: string | undefined;
  readonly sentAt: string;
  readonly sender: string;
}

const SIDES = { source_contact: "own", app_user: "other", source_user: "notice" } as const;
/** A longer silence begins a new group. Milliseconds. */
const GROUP = 5 * 60 * 1_000;

export function toRows(
  messages: readonly Message[],
  outbox: readonly Unsent[],
  dates: Dates,
): Row[] {
  const entries = [...messages.map(storedEntry), ...outbox.map(unsentEntry)];
  const days = entries.map(({ sentAt }) => dates.day(sentAt));
  const isJoined = (index: number): boolean =>
    days[index] === days[index - 1] && isGroup(entries[index - 1], entries[index]);
  return entries.map((entry, index) => ({
    ...entry,
    time: dates.time(entry.sentAt),
    day: days[index] === days[index - 1] ? undefined : days[index],
    isFirst: !isJoined(index),
    isLast: !isJoined(index + 1),
  }));
}

function storedEntry({ id, sender_type, sender, content, sent_at }: Message): Entry {
  const side = SIDES[sender_type];
  const [name, by] = side === "own" ? ["", ""] : [sender.name, sender.id];
  const delivery = "stored";
  return { id, side, name, content, delivery, refused: undefined, sentAt: sent_at, sender: by };
}

function unsentEntry({ id, content, sent_at, refused }: Unsent): Entry {
  const delivery = refused === undefined ? "pending" : "refused";
  return { id, side: "own", name: "", content, delivery, refused, sentAt: sent_at, sender: "" };
}

function isGroup(a: Entry | undefined, b: Entry | undefined): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    a.side === b.side &&
    a.sender === b.sender &&
    a.delivery === b.delivery &&
    Date.parse(b.sentAt) - Date.parse(a.sentAt) < GROUP
  );
}
