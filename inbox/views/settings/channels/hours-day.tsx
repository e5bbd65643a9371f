import type { VNode } from "preact";
import { labels } from "../../../labels.ts";
import { Icon } from "../../icons.tsx";
import { weekdayName } from "../../times.ts";
import { anotherOf, shownEnd, typedEnd, type Interval } from "./hours.ts";

const { hours: text } = labels.channels;

interface HoursDayProps {
  readonly day: number;
  /** Of all days. */
  readonly hours: readonly Interval[];
  readonly onChange: (hours: readonly Interval[]) => void;
}

/** One day of the week: closed, or open from some time to another, once or several times. */
export function HoursDay({ day, hours, onChange }: HoursDayProps): VNode {
  const own = hours.filter((one) => one.day === day);
  const others = hours.filter((one) => one.day !== day);
  const name = weekdayName(day);
  const more = anotherOf(day, own);

  function put(changed: readonly Interval[]): void {
    // Within the day they stay as they are: a field that is being typed in must not move.
    onChange([...others, ...changed].toSorted((a, b) => a.day - b.day));
  }

  function change(index: number, part: Partial<Interval>): void {
    put(own.map((one, at) => (at === index ? { ...one, ...part } : one)));
  }

  return (
    <fieldset class="day-hours">
      <legend class="visually-hidden">{name}</legend>
      <label class="check">
        <input
          type="checkbox"
          checked={own.length > 0}
          onInput={({ currentTarget: { checked } }) => put(checked && more ? [more] : [])}
        />
        <span>{name}</span>
      </label>
      <div class="stretches">
        {own.length === 0 && <span class="day-closed">{text.closed}</span>}
        {own.map(({ from, to }, index) => (
          <div key={index} class="stretch">
            <input
              class="input"
              type="time"
              aria-label={text.from(name)}
              value={from}
              onInput={({ currentTarget: { value } }) => change(index, { from: value })}
            />
            <span aria-hidden="true">–</span>
            <input
              class="input"
              type="time"
              aria-label={text.to(name)}
              value={shownEnd(to)}
              onInput={({ currentTarget: { value } }) => change(index, { to: typedEnd(value) })}
            />
            {index > 0 && (
              <button
                class="icon-button"
                type="button"
                aria-label={text.remove(name)}
                onClick={() => put(own.filter((_, at) => at !== index))}
              >
                <Icon name="close" />
              </button>
            )}
          </div>
        ))}
      </div>
      {own.length > 0 && more !== undefined && (
        <button
          class="icon-button"
          type="button"
          aria-label={text.add(name)}
          onClick={() => put([...own, more])}
        >
          <Icon name="plus" />
        </button>
      )}
    </fieldset>
  );
}
