/** When a team is there: over midnight, over changes of the clock, in zones of every kind. */
import { describe, expect, test } from "bun:test";
import { openingAt, type OpenTime } from "../../protocol/business-hours.ts";

const WORK: OpenTime[] = [1, 2, 3, 4, 5].map((day) => ({ day, from: "09:00", to: "17:00" }));
const ALWAYS: OpenTime[] = [1, 2, 3, 4, 5, 6, 7].map((day) => ({
  day,
  from: "00:00",
  to: "24:00",
}));
const NIGHTS: OpenTime[] = [5, 6].map((day) => ({ day, from: "22:00", to: "06:00" }));
const daily = (from: string, to: string): OpenTime[] =>
  [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from, to }));

type Case = readonly [now: string, isOpen: boolean, until: string | undefined];

function check(timeZone: string, hours: readonly OpenTime[], cases: readonly Case[]): void {
  for (const [now, isOpen, until] of cases) {
    const opening = openingAt({ timeZone, hours }, Date.parse(now));
    const shown = opening.until === undefined ? undefined : new Date(opening.until).toISOString();
    expect({ now, isOpen: opening.isOpen, until: shown }).toEqual({
      now,
      isOpen,
      until: until && new Date(until).toISOString(),
    });
  }
}

describe("In a week of the team's own clock", () => {
  // 2026-11-23 is a Monday. Berlin is an hour ahead of UTC in winter.
  test.each<[what: string, zone: string, hours: readonly OpenTime[], ...Case[]]>([
    [
      "a working week: the first minute is in it, the last one is not",
      "Europe/Berlin",
      WORK,
      ["2026-11-23T07:59:59Z", false, "2026-11-23T08:00:00Z"],
      ["2026-11-23T08:00:00Z", true, "2026-11-23T16:00:00Z"],
      ["2026-11-23T15:59:59.999Z", true, "2026-11-23T16:00:00Z"],
      ["2026-11-23T16:00:00Z", false, "2026-11-24T08:00:00Z"],
      ["2026-11-27T16:00:00Z", false, "2026-11-30T08:00:00Z"],
      ["2026-11-29T22:59:59Z", false, "2026-11-30T08:00:00Z"],
    ],
    [
      "no hours at all: a holiday without an end",
      "Europe/Berlin",
      [],
      ["2026-11-23T12:00:00Z", false, undefined],
    ],
    [
      "all of the week",
      "Europe/Berlin",
      ALWAYS,
      ["2026-11-23T12:00:00Z", true, undefined],
      ["2026-11-29T23:00:00Z", true, undefined],
    ],
    [
      "all but Sunday: days that meet at midnight are one",
      "UTC",
      ALWAYS.filter(({ day }) => day !== 7),
      ["2026-11-23T00:00:00Z", true, "2026-11-29T00:00:00Z"],
      ["2026-11-28T23:59:59Z", true, "2026-11-29T00:00:00Z"],
      ["2026-11-29T12:00:00Z", false, "2026-11-30T00:00:00Z"],
    ],
    [
      "nights over midnight",
      "Europe/Berlin",
      NIGHTS,
      ["2026-11-27T20:59:00Z", false, "2026-11-27T21:00:00Z"],
      ["2026-11-27T23:30:00Z", true, "2026-11-28T05:00:00Z"],
      ["2026-11-28T05:00:00Z", false, "2026-11-28T21:00:00Z"],
      ["2026-11-29T04:59:00Z", true, "2026-11-29T05:00:00Z"],
      ["2026-11-29T05:00:00Z", false, "2026-12-04T21:00:00Z"],
    ],
    [
      "a night from Sunday to Monday",
      "UTC",
      [{ day: 7, from: "20:00", to: "08:00" }],
      ["2026-11-23T07:59:00Z", true, "2026-11-23T08:00:00Z"],
      ["2026-11-23T08:00:00Z", false, "2026-11-29T20:00:00Z"],
    ],
    [
      "a break at noon, and stretches that overlap",
      "UTC",
      [
        { day: 1, from: "13:00", to: "17:00" },
        { day: 1, from: "08:00", to: "12:00" },
        { day: 1, from: "16:00", to: "18:00" },
      ],
      ["2026-11-23T12:30:00Z", false, "2026-11-23T13:00:00Z"],
      ["2026-11-23T11:00:00Z", true, "2026-11-23T12:00:00Z"],
      ["2026-11-23T14:00:00Z", true, "2026-11-23T18:00:00Z"],
      ["2026-11-23T18:00:00Z", false, "2026-11-30T08:00:00Z"],
    ],
    [
      "half an hour ahead: Kolkata",
      "Asia/Kolkata",
      WORK,
      ["2026-11-23T03:29:59Z", false, "2026-11-23T03:30:00Z"],
      ["2026-11-23T03:30:00Z", true, "2026-11-23T11:30:00Z"],
    ],
    [
      "three quarters of an hour ahead: Kathmandu",
      "Asia/Kathmandu",
      WORK,
      ["2026-11-23T03:14:00Z", false, "2026-11-23T03:15:00Z"],
      ["2026-11-23T03:15:00Z", true, "2026-11-23T11:15:00Z"],
    ],
    [
      "another day than in UTC: Kiritimati and Pago Pago",
      "Pacific/Kiritimati",
      WORK,
      // It is Monday 09:00 there while it is Sunday in UTC.
      ["2026-11-22T19:00:00Z", true, "2026-11-23T03:00:00Z"],
      ["2026-11-22T18:59:00Z", false, "2026-11-22T19:00:00Z"],
    ],
    [
      "and the other way round",
      "Pacific/Pago_Pago",
      WORK,
      ["2026-11-23T19:59:00Z", false, "2026-11-23T20:00:00Z"],
      ["2026-11-28T03:59:00Z", true, "2026-11-28T04:00:00Z"],
    ],
  ])("%s", (_, zone, hours, ...cases) => check(zone, hours, cases));
});

describe("When the clock is changed", () => {
  test.each<[what: string, zone: string, hours: readonly OpenTime[], ...Case[]]>([
    [
      "hours stay those of the clock: Berlin goes to summer time on Sunday, 2026-03-29",
      "Europe/Berlin",
      WORK,
      ["2026-03-27T17:00:00Z", false, "2026-03-30T07:00:00Z"],
      ["2026-10-23T17:00:00Z", false, "2026-10-26T08:00:00Z"],
    ],
    [
      "an hour that is left out is not waited for: 02:30 does not come, 03:00 does",
      "Europe/Berlin",
      daily("02:30", "05:00"),
      ["2026-03-29T00:59:00Z", false, "2026-03-29T01:00:00Z"],
      ["2026-03-29T01:00:00Z", true, "2026-03-29T03:00:00Z"],
    ],
    [
      "hours that are left out whole are none",
      "Europe/Berlin",
      daily("02:10", "02:50"),
      ["2026-03-29T00:30:00Z", false, "2026-03-30T00:10:00Z"],
      ["2026-03-29T01:00:00Z", false, "2026-03-30T00:10:00Z"],
    ],
    [
      "of an hour that comes twice the first one counts, as a beginning and as an end",
      "Europe/Berlin",
      daily("02:30", "05:00"),
      ["2026-10-25T00:29:00Z", false, "2026-10-25T00:30:00Z"],
      ["2026-10-25T00:30:00Z", true, "2026-10-25T04:00:00Z"],
      ["2026-10-25T01:15:00Z", true, "2026-10-25T04:00:00Z"],
    ],
    [
      "a night has an hour more, and one less",
      "America/New_York",
      daily("22:00", "06:00"),
      ["2026-11-01T02:00:00Z", true, "2026-11-01T11:00:00Z"],
      ["2026-03-08T03:00:00Z", true, "2026-03-08T10:00:00Z"],
    ],
    [
      "a midnight that is left out: Santiago begins the day at 01:00",
      "America/Santiago",
      daily("00:00", "12:00"),
      ["2026-09-06T03:59:00Z", false, "2026-09-06T04:00:00Z"],
      ["2026-09-06T04:00:00Z", true, "2026-09-06T15:00:00Z"],
    ],
    [
      "all of the day goes on through it, with days of 23 and 25 hours",
      "America/Santiago",
      daily("00:00", "24:00").filter(({ day }) => day !== 2),
      ["2026-09-05T12:00:00Z", true, "2026-09-08T03:00:00Z"],
      ["2026-04-04T12:00:00Z", true, "2026-04-07T04:00:00Z"],
    ],
    [
      "half an hour only: Lord Howe",
      "Australia/Lord_Howe",
      daily("02:00", "03:00"),
      ["2026-10-03T15:29:00Z", false, "2026-10-03T15:30:00Z"],
      ["2026-10-03T15:30:00Z", true, "2026-10-03T16:00:00Z"],
    ],
  ])("%s", (_, zone, hours, ...cases) => check(zone, hours, cases));
});

test.each([
  ["Europe/Berlin", "2026-03-28"],
  ["Europe/Berlin", "2026-10-24"],
  ["America/Santiago", "2026-09-05"],
  ["Australia/Lord_Howe", "2026-10-03"],
])("In %s, in the quarters of an hour from %s on, what was said to come comes", (timeZone, day) => {
  const hours = [...NIGHTS, ...daily("02:15", "02:45")];
  let change: number | undefined;
  let wasOpen: boolean | undefined;
  const first = Date.parse(day);
  for (let now = first; now < first + 48 * 3_600_000; now += 15 * 60_000) {
    const { isOpen, until } = openingAt({ timeZone, hours }, now);
    if (isOpen === wasOpen) expect(until).toBe(change);
    else if (wasOpen !== undefined) expect(now).toBe(change!);
    expect(until).toBeGreaterThan(now);
    [change, wasOpen] = [until, isOpen];
  }
});

test("A zone that is not known here is an error that can be caught", () => {
  expect(() => openingAt({ timeZone: "Europe/Nowhere", hours: [] }, 0)).toThrow(RangeError);
});
