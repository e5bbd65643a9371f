import { labels } from "../labels.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The day that a time falls on where the person is: `2026-1-7`. */
export function dayOf(time: string | number): string {
  const date = new Date(time);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

/** `now`, `5m`, `14:05` today, `Tue` this week, `7 Jan`, and with the year when it is another one. */
export function shortTime(time: string, now: number): string {
  const age = now - Date.parse(time);
  if (age < MINUTE) return labels.time.now;
  if (age < 60 * MINUTE) return minutes.format(Math.floor(age / MINUTE));
  if (dayOf(time) === dayOf(now)) return clockTime(time);
  if (age < 6 * DAY) return weekday.format(new Date(time));
  return isThisYear(time, now) ? day.format(new Date(time)) : dayAndYear.format(new Date(time));
}

/** For a sentence: `just now`, `5 minutes ago`, `3 hours ago`, `2 days ago`, `7 Jan`. */
export function ago(time: string, now: number): string {
  const age = now - Date.parse(time);
  if (age < MINUTE) return labels.time.justNow;
  if (age < 60 * MINUTE) return relative.format(-Math.floor(age / MINUTE), "minute");
  if (age < DAY) return relative.format(-Math.floor(age / (60 * MINUTE)), "hour");
  if (age < 6 * DAY) return relative.format(-Math.floor(age / DAY), "day");
  return isThisYear(time, now) ? day.format(new Date(time)) : dayAndYear.format(new Date(time));
}

/** `7 Jan 2026` */
export function dateOf(time: string): string {
  return dayAndYear.format(new Date(time));
}

export function clockTime(time: string): string {
  return clock.format(new Date(time));
}

export function fullTime(time: string): string {
  return full.format(new Date(time));
}

/** `Today`, `Yesterday`, `Wednesday, 7 January`. */
export function dayName(time: string, now: number): string {
  if (dayOf(time) === dayOf(now)) return labels.time.today;
  if (dayOf(time) === dayOf(now - DAY)) return labels.time.yesterday;
  return isThisYear(time, now)
    ? longDay.format(new Date(time))
    : longDayAndYear.format(new Date(time));
}

/** Monday is 1. */
export function weekdayName(day: number): string {
  return dayOfWeek.format(Date.UTC(2024, 0, day));
}

function isThisYear(time: string, now: number): boolean {
  return new Date(time).getFullYear() === new Date(now).getFullYear();
}

/** The labels' language as the person's own region writes it. */
const locale =
  globalThis.navigator?.languages?.find(
    (each) => each.startsWith(labels.language) && isLocale(each),
  ) ?? labels.language;

/** A browser without a locale of its own says `en-US@posix`, which Intl refuses. */
function isLocale(name: string): boolean {
  try {
    return Intl.getCanonicalLocales(name).length > 0;
  } catch {
    return false;
  }
}

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, options);
}

const minutes = new Intl.NumberFormat(locale, {
  style: "unit",
  unit: "minute",
  unitDisplay: "narrow",
});
const relative = new Intl.RelativeTimeFormat(locale, { numeric: "always" });
const clock = format({ hour: "numeric", minute: "2-digit" });
const weekday = format({ weekday: "short" });
const day = format({ day: "numeric", month: "short" });
const dayAndYear = format({ day: "numeric", month: "short", year: "numeric" });
const longDay = format({ weekday: "long", day: "numeric", month: "long" });
const longDayAndYear = format({ day: "numeric", month: "long", year: "numeric" });
const full = format({ dateStyle: "full", timeStyle: "short" });
const dayOfWeek = format({ weekday: "long", timeZone: "UTC" });
