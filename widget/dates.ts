/** Days and times as the visitor's locale writes them. Formatters are costly, so they are made once. */

export interface Dates {
  /** The same text for two times of the same day, as the visitor's clock has it. */
  day(time: string): string;
  time(time: string): string;
}

const DAY = 24 * 60 * 60 * 1_000;

/** @param locale undefined: the browser's */
export function createDates(now: () => number, locale?: string): Dates {
  const clock = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "long" });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  return {
    time: (time) => clock.format(read(time)),
    day: (time) => {
      // Rounded, since a day of a clock change has 23 or 25 hours.
      const days = Math.round((midnight(read(time)) - midnight(new Date(now()))) / DAY);
      const text =
        days === 0 || days === -1 ? relative.format(days, "day") : date.format(read(time));
      return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
    },
  };
}

function read(time: string): Date {
  return new Date(Date.parse(time) || 0);
}

function midnight(date: Date): number {
  return new Date(date).setHours(0, 0, 0, 0);
}
