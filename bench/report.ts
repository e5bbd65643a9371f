/** What was measured, as a table for a person and as JSON for a program. */
import { median } from "./statistics.ts";

export interface Target {
  readonly kind: "at least" | "at most";
  readonly value: number;
}

export interface Row {
  readonly scenario: string;
  readonly figure: string;
  readonly unit: string;
  readonly value?: number;
  /** What it is compared with, in the same run. */
  readonly against?: { readonly name: string; readonly value: number };
  /** Median over the rounds of the ratio within one round. */
  readonly ratio?: number;
  /** For the ratio if there is one, otherwise for the value. */
  readonly target?: Target;
  readonly met?: boolean;
  /** Why it was not measured. */
  readonly notRun?: string;
}

interface Described {
  readonly scenario: string;
  readonly figure: string;
  readonly unit: string;
  readonly target?: Target;
}

/** One figure of Parley's over all rounds, compared with another's of the same rounds. */
export function comparedRow(
  described: Described,
  ours: readonly number[],
  against: { readonly name: string; readonly values: readonly number[] },
): Row {
  const ratio = median(ours.map((value, round) => value / (against.values[round] ?? NaN)));
  return {
    ...described,
    value: median(ours),
    against: { name: against.name, value: median(against.values) },
    ratio,
    ...verdict(described.target, ratio),
  };
}

/** One figure that stands for itself. */
export function plainRow(described: Described, values: readonly number[]): Row {
  const value = median(values);
  return { ...described, value, ...verdict(described.target, value) };
}

export function notRunRow(described: Described, reason: string): Row {
  return { ...described, notRun: reason };
}

function verdict(target: Target | undefined, figure: number): { readonly met?: boolean } {
  if (target === undefined) return {};
  return { met: target.kind === "at least" ? figure >= target.value : figure <= target.value };
}

export function table(rows: readonly Row[]): string {
  const lines = rows.map((row) => [
    row.figure,
    row.value === undefined ? "" : `${amount(row.value)} ${row.unit}`,
    row.against === undefined ? "" : `${row.against.name} ${amount(row.against.value)}`,
    row.ratio === undefined ? "" : times(row.ratio),
    row.target === undefined ? "" : targetText(row),
    row.notRun === undefined ? verdictText(row.met) : `not run: ${row.notRun}`,
  ]);
  const head = ["", "Parley", "against", "ratio", "target", ""];
  const widths = head.map((text, column) =>
    Math.max(text.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const show = (line: readonly string[]): string =>
    line
      .map((text, column) => {
        const width = widths[column] ?? 0;
        return column === 1 || column === 3 ? text.padStart(width) : text.padEnd(width);
      })
      .join("  ")
      .trimEnd();
  let shown = show(head);
  let scenario = "";
  for (const [index, row] of rows.entries()) {
    if (row.scenario !== scenario) shown += `\n\n${row.scenario}`;
    scenario = row.scenario;
    shown += `\n${show(lines[index] ?? [])}`;
  }
  return shown;
}

function verdictText(met: boolean | undefined): string {
  return met === undefined ? "" : met ? "met" : "MISSED";
}

function targetText({ target, ratio, unit }: Row): string {
  if (target === undefined) return "";
  const value = ratio === undefined ? `${amount(target.value)} ${unit}` : times(target.value);
  return `${target.kind} ${value}`;
}

function times(ratio: number): string {
  return `${ratio.toFixed(2)} x`;
}

/** Three digits that count, however large it is. */
function amount(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toFixed(digits).replace(/\B(?=(?:\d{3})+$)/g, ",");
}
