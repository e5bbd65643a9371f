import { expect, test } from "bun:test";
import { createDates } from "../../widget/dates.ts";
import { toRows } from "../../widget/rows.ts";
import { message, own, text } from "./fakes.ts";

const NOW = new Date(2026, 0, 7, 12).getTime();
const dates = createDates(() => NOW, "en-GB");

function at(day: number, hour: number, minute = 0): { sent_at: string } {
  return { sent_at: new Date(2026, 0, day, hour, minute).toISOString() };
}

test("a day that begins has a heading in the visitor's locale.", () => {
  const messages = [
    message(1, "a", at(5, 10)),
    message(2, "b", at(6, 10)),
    message(3, "c", at(6, 11)),
    message(4, "d", at(7, 10)),
  ];
  const days = toRows(messages, [], dates).map(({ day }) => day);
  expect(days).toEqual(["5 January 2026", "Yesterday", undefined, "Today"]);
  const german = createDates(() => NOW, "de");
  expect(toRows(messages, [], german)[3]?.day).toBe("Heute");
});

test("messages of one sender within five minutes are one group.", () => {
  const grace = { sender: { id: "grace", name: "Grace" } };
  const rows = toRows(
    [
      message(1, "a", at(7, 10, 0)),
      message(2, "b", at(7, 10, 4)),
      message(3, "c", at(7, 10, 30)),
      message(4, "d", { ...at(7, 10, 31), ...grace }),
      { ...own(5, "e", "e"), ...at(7, 10, 32) },
    ],
    [{ id: "f", content: text("f"), ...at(7, 10, 32) }],
    dates,
  );
  expect(rows.map(({ isFirst }) => isFirst)).toEqual([true, false, true, true, true, true]);
  expect(rows.map(({ isLast }) => isLast)).toEqual([false, true, true, true, true, true]);
  expect(rows.map(({ name }) => name)).toEqual(["Ada", "Ada", "Ada", "Grace", "", ""]);
  expect(rows.at(-1)?.delivery).toBe("pending");
});

test("a time that is none does not break the thread.", () => {
  expect(toRows([], [{ id: "a", content: text("a"), sent_at: "soon" }], dates)).toHaveLength(1);
});
