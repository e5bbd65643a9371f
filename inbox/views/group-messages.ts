/** Orders a thread for reading: days, and in them runs of what one person said without a break, and notes. */
import type { Message } from "../../protocol/message.ts";
import type { Note } from "../../protocol/notes.ts";
import { isNote, type Entry } from "./shown-entries.ts";
import { dayOf } from "./times.ts";

export interface Run {
  readonly key: string;
  readonly senderId: string;
  readonly messages: readonly Message[];
}

export interface Day {
  readonly key: string;
  readonly time: string;
  /** A note stands by itself. */
  readonly runs: readonly (Run | Note)[];
}

/** A longer silence ends a run, in milliseconds. */
const SILENCE = 5 * 60_000;
/** A longer run is several, which begin at the same messages whatever is loaded above: that draws few of them anew. */
const LENGTH = 20;

export function groupMessages(entries: readonly Entry[]): readonly Day[] {
  const days: { key: string; time: string; runs: (Run | Note)[] }[] = [];
  /** Goes on as long as its sender does. */
  let run: { readonly key: string; readonly senderId: string; messages: Message[] } | undefined;
  for (const entry of entries) {
    const time = isNote(entry) ? entry.created_at : entry.sent_at;
    const key = dayOf(time);
    let day = days.at(-1);
    if (day?.key !== key) {
      day = { key, time, runs: [] };
      days.push(day);
      run = undefined;
    }
    const last = run?.messages.at(-1);
    if (isNote(entry)) {
      run = undefined;
      day.runs.push(entry);
    } else if (run !== undefined && last !== undefined && goesOn(last, entry)) {
      run.messages.push(entry);
    } else {
      run = { key: entry.id, senderId: entry.sender.id, messages: [entry] };
      day.runs.push(run);
    }
  }
  return days;
}

function goesOn(last: Message, message: Message): boolean {
  return (
    last.sender.id === message.sender.id &&
    last.sender_type === message.sender_type &&
    message.offset % LENGTH !== 0 &&
    Date.parse(message.sent_at) - Date.parse(last.sent_at) < SILENCE
  );
}
