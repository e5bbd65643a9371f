/** The business hours of a channel's config, as they are edited. */
import type { Config } from "./config-draft.ts";

export interface Interval {
  /** ISO 8601: Monday is 1. */
  readonly day: number;
  /** `09:00`. */
  readonly from: string;
  /** Later than `from`; `24:00` is the end of the day. */
  readonly to: string;
}

export interface BusinessHours {
  /** An IANA name. */
  readonly timeZone: string;
  readonly hours: readonly Interval[];
}

const WORK = { from: "09:00", to: "17:00" };
const PER_DAY = 4;

export function hoursOf({ businessHours: given }: Config): BusinessHours | undefined {
  return typeof given === "object" && given !== null ? (given as BusinessHours) : undefined;
}

/** What the switch begins with: the weekdays, where the person is. */
export function firstHours(): BusinessHours {
  return {
    timeZone: ownTimeZone(),
    hours: [1, 2, 3, 4, 5].map((day) => ({ day, ...WORK })),
  };
}

/** One more stretch of that day, behind the last one; undefined: the day is full. */
export function anotherOf(day: number, own: readonly Interval[]): Interval | undefined {
  const last = own.at(-1);
  if (last === undefined) return { day, ...WORK };
  if (own.length >= PER_DAY || last.to >= "23:00") return undefined;
  const hour = Number(last.to.slice(0, 2)) + 1;
  return { day, from: `${pad(hour)}:00`, to: hour >= 20 ? "24:00" : `${pad(hour + 4)}:00` };
}

export function problemWith({ hours }: BusinessHours): "none" | "order" | "overlap" | undefined {
  if (hours.length === 0) return "none";
  if (hours.some(({ from, to }) => !from || !to || from >= to)) return "order";
  const sorted = hours.toSorted((a, b) => a.day - b.day || a.from.localeCompare(b.from));
  const isOverlapping = sorted.some((one, index) => {
    const before = sorted[index - 1];
    return before?.day === one.day && one.from < before.to;
  });
  return isOverlapping ? "overlap" : undefined;
}

/** All that the browser knows, and the one that is chosen already. */
export function timeZones(chosen: string): readonly string[] {
  return [...new Set([chosen, ownTimeZone(), ...Intl.supportedValuesOf("timeZone")])].toSorted();
}

/** A field for times knows no 24:00: the end of the day is its 00:00. */
export function shownEnd(to: string): string {
  return to === "24:00" ? "00:00" : to;
}

export function typedEnd(value: string): string {
  return value === "00:00" ? "24:00" : value;
}

function ownTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function pad(hour: number): string {
  return String(hour).padStart(2, "0");
}
