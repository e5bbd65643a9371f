/** Which place of a grid a key leads to. Its groups stand below each other, each a number of full rows and a rest. */

export const COLUMNS = 8;

/**
 * @param groups how many places each group has; places are counted through all of them
 * @param forward the key that goes on in the direction of writing
 * @returns undefined when that key moves nothing
 */
export function moved(
  groups: readonly number[],
  place: number,
  key: string,
  forward: "ArrowRight" | "ArrowLeft",
): number | undefined {
  const rows = rowsOf(groups);
  const row = rows.findLastIndex(({ start }) => start <= place);
  const { start = 0, length = 0, group = 0 } = rows[row] ?? {};
  const end = (rows.at(-1)?.start ?? 0) + (rows.at(-1)?.length ?? 0) - 1;
  switch (key) {
    case "ArrowRight":
    case "ArrowLeft":
      return Math.min(end, Math.max(0, place + (key === forward ? 1 : -1)));
    case "ArrowUp":
      return inRow(row - 1);
    case "ArrowDown":
      return inRow(row + 1);
    case "Home":
      return start;
    case "End":
      return start + length - 1;
    case "PageUp":
      return startOf(group - 1) ?? 0;
    case "PageDown":
      return startOf(group + 1) ?? end;
    default:
      return undefined;
  }

  /** The same column, or the last one where the row is shorter. */
  function inRow(index: number): number {
    const other = rows[index];
    return other ? other.start + Math.min(place - start, other.length - 1) : place;
  }

  function startOf(index: number): number | undefined {
    return rows.find((one) => one.group === index)?.start;
  }
}

interface GridRow {
  readonly start: number;
  readonly length: number;
  readonly group: number;
}

function rowsOf(groups: readonly number[]): GridRow[] {
  const rows: GridRow[] = [];
  let start = 0;
  for (const [group, size] of groups.entries()) {
    for (let at = 0; at < size; at += COLUMNS) {
      const length = Math.min(COLUMNS, size - at);
      rows.push({ start, length, group });
      start += length;
    }
  }
  return rows;
}
