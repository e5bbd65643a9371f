/** The corpus of filters over each size of data, and its worst one. */
import { plainRow, type Row, type Target } from "./report.ts";
import { median } from "./statistics.ts";

/** The worst filter of the corpus at any size, in milliseconds. */
const TARGET: Target = { kind: "at most", value: 200 };
const SCENARIO = "/conversations.list with filters and search, as the data grows";

export interface Filtered {
  /** Asks for a page of what the filter lets through. */
  readonly ask: (filter: string) => Promise<string>;
  readonly filters: readonly string[];
}

/** Milliseconds by filter: medians of one round. */
export type FilterTimes = readonly number[];

/** One after the other, as a person does: what a filter costs, not how many fit in a second. */
export async function measureFilters(
  sizes: readonly Filtered[],
  repeats: number,
): Promise<FilterTimes[]> {
  const times: FilterTimes[] = [];
  for (const { ask, filters } of sizes) {
    const medians: number[] = [];
    for (const filter of filters) {
      const taken: number[] = [];
      for (let repeat = 0; repeat < repeats; repeat += 1) {
        const start = performance.now();
        await ask(filter);
        taken.push(performance.now() - start);
      }
      medians.push(median(taken));
    }
    times.push(medians);
  }
  return times;
}

/** `rounds`: of each round the times of every size. */
export function filterRows(
  sizes: readonly number[],
  filters: readonly string[],
  rounds: readonly (readonly FilterTimes[])[],
): Row[] {
  const ofSize = (index: number): number[] =>
    filters.map((_, filter) => median(rounds.map((times) => times[index]?.[filter] ?? NaN)));
  const rows = sizes.flatMap((size, index): Row[] => {
    const shown = `${size.toLocaleString("en")} messages`;
    const worst = { scenario: SCENARIO, figure: `${shown}, the worst filter`, unit: "ms" };
    return [
      plainRow({ scenario: SCENARIO, figure: `${shown}, the median filter`, unit: "ms" }, [
        median(ofSize(index)),
      ]),
      plainRow({ ...worst, target: TARGET }, [Math.max(...ofSize(index))]),
    ];
  });
  const largest = ofSize(sizes.length - 1);
  const worst = filters[largest.indexOf(Math.max(...largest))] ?? "";
  return [...rows, ...named(worst, Math.max(...largest))];
}

function named(filter: string, time: number): Row[] {
  const shown = filter.length > 70 ? `${filter.slice(0, 70)}…` : filter;
  return [plainRow({ scenario: SCENARIO, figure: `it is ${shown}`, unit: "ms" }, [time])];
}
