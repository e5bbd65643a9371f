import type { VNode } from "preact";
import { labels } from "../labels.ts";

interface FilterProblemProps {
  readonly filter: string;
  /** The server's own words, with the place. */
  readonly said: string;
}

/** So much is shown of the filter on both sides of the place. */
const AROUND = 18;

/** Why a filter cannot be understood, and where. */
export function FilterProblem({ filter, said }: FilterProblemProps): VNode {
  const { problem, at } = placeIn(said);
  const signs = Array.from(filter);
  return (
    <div class="filter-problem">
      <p>
        {labels.filters.badFilter}:{" "}
        <span lang="en" dir="auto">
          {problem}
        </span>
      </p>
      {at !== undefined && (
        <p class="filter-place" dir="ltr">
          <code>
            {at > AROUND && "…"}
            {signs.slice(Math.max(0, at - AROUND), at).join("")}
            <mark>{signs[at] ?? "\u00a0"}</mark>
            {signs.slice(at + 1, at + AROUND).join("")}
            {signs.length > at + AROUND && "…"}
          </code>
        </p>
      )}
    </div>
  );
}

/** `at`: the number of the character from 0. */
export function placeIn(said: string): { readonly problem: string; readonly at?: number } {
  const [, problem, place] = /^(.*) at character (\d+)$/s.exec(said) ?? [];
  if (problem === undefined) return { problem: said };
  return { problem, at: Number(place) - 1 };
}
