/** Orders a thread for reading: days, and in them runs of what one person said without a break. */
import type { Message } from "../../protocol/message.ts";
import { dayOf } from "./times.ts";

export interface Run {
  readonly key: string;
  readonly senderId: string;
  readonly messages: readonly Message[];
}

export interface Day {
  readonly key: string;
  readonly time: string;
  readonly runs: readonly Run[];
}

/** A longer silence ends a run, in milliseconds. */
const SILENCE = 5 * 60_000;

export function groupMessages(messages: readonly Message[]): readonly Day[] {
  const days: {
    key: string;
    time: string;
    runs: { key: string; senderId: string; messages: Message[] }[];
  }[] = [];
  let last: Message | undefined;
  for (const message of messages) {
    const key = dayOf(message.sent_at);
    let day = days.at(-1);
    if (day?.key !== key) {
      day = { key, time: message.sent_at, runs: [] };
      days.push(day);
    }
    const run = day.runs.at(-1);
    if (run !== undefined && last !== undefined && goesOn(last, message))
      run.messages.push(message);
    else day.runs.push({ key: message.id, senderId: message.sender.id, messages: [message] });
    last = message;
  }
  return days;
}

function goesOn(last: Message, message: Message): boolean {
  return (
    last.sender.id === message.sender.id &&
    last.sender_type === message.sender_type &&
    Date.parse(message.sent_at) - Date.parse(last.sent_at) < SILENCE
  );
}
