/**
 * When a team is there, decided where it is shown: in the visitor's browser.
 *
 * Each stretch of the week becomes an interval of real time: from the first instant at which the clock of the
 * team's zone shows its beginning, or a later time of that day, to the first one at which it shows its end. So
 * an hour that the clock leaves out is not waited for, and of an hour that comes twice the first one counts.
 */

export interface OpenTime {
  /** ISO 8601: Monday is 1. */
  readonly day: number;
  /** `09:00`, on the clock of the team. */
  readonly from: string;
  /** `24:00` is the day's end; a time that is not later than `from` is one of the next day. */
  readonly to: string;
}

export interface BusinessHours {
  /** An IANA name. */
  readonly timeZone: string;
  readonly hours: readonly OpenTime[];
}

export interface Opening {
  readonly isOpen: boolean;
  /** When that changes, in milliseconds since the epoch; undefined: not within a week. */
  readonly until: number | undefined;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * @param now milliseconds since the epoch
 * @throws RangeError for a zone that is not known here
 */
export function openingAt({ timeZone, hours }: BusinessHours, now: number): Opening {
  const zone = createZone(timeZone);
  const today = Math.floor(zone.shownAt(now) / DAY) * DAY;
  const intervals: (readonly [from: number, to: number])[] = [];
  // From yesterday, whose night may reach into today, to the same day of next week.
  for (let midnight = today - DAY; midnight <= today + 7 * DAY; midnight += DAY) {
    // 1970-01-01 was a Thursday.
    const day = ((midnight / DAY + 3) % 7) + 1;
    for (const { from, to } of hours.filter((one) => one.day === day)) {
      const [begin, end] = [timeOf(from), timeOf(to)];
      const isNextDay = end <= begin;
      intervals.push([
        zone.first(midnight + begin),
        zone.first(midnight + end + (isNextDay ? DAY : 0)),
      ]);
    }
  }
  intervals.sort(([a], [b]) => a - b);
  let end = now;
  for (const [from, to] of intervals) if (from <= end && to > end) end = to;
  if (end > now) return { isOpen: true, until: end > now + 7 * DAY ? undefined : end };
  return { isOpen: false, until: intervals.find(([from, to]) => from > now && to > from)?.[0] };
}

function timeOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  return (hours * 60 + minutes) * MINUTE;
}

interface Zone {
  /** What its clock shows at an instant, as if that were UTC. */
  shownAt(instant: number): number;
  /** The first instant at which its clock shows that, or something later. */
  first(shown: number): number;
}

function createZone(timeZone: string): Zone {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });

  function shownAt(instant: number): number {
    const parts = format.formatToParts(instant);
    const { year, month, day, hour, minute } = Object.fromEntries(
      parts.map(({ type, value }) => [type, Number(value)]),
    );
    return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute) + (instant % MINUTE);
  }

  return {
    shownAt,

    first(shown) {
      // With what the clock is ahead of UTC a day before and a day after.
      const around = [shown - DAY, shown + DAY].map((near) => shown - (shownAt(near) - near));
      const exact = around.filter((instant) => shownAt(instant) === shown);
      if (exact.length > 0) return Math.min(...exact);
      // The clock leaves it out: it is put forward somewhere between the two.
      let [before, after] = [Math.min(...around), Math.max(...around)];
      while (after - before > MINUTE) {
        const middle = Math.floor((before + after) / 2 / MINUTE) * MINUTE;
        if (shownAt(middle) < shown) before = middle;
        else after = middle;
      }
      return after;
    },
  };
}
