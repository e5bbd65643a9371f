/** What each variant gave, in the order of the rounds. */
type Results<Variants extends Readonly<Record<string, () => Promise<unknown>>>> = {
  [Name in keyof Variants]: Awaited<ReturnType<Variants[Name]>>[];
};

/**
 * Rounds, interleaved: in each, every variant has its turn, so that whatever else the machine does meets
 * all of them. A round before them warms up and does not count, unless only one is asked for; the order
 * shifts from round to round.
 */
export async function interleave<Variants extends Readonly<Record<string, () => Promise<unknown>>>>(
  rounds: number,
  variants: Variants,
): Promise<Results<Variants>> {
  const names: (keyof Variants & string)[] = Object.keys(variants);
  const results = Object.fromEntries(names.map((name) => [name, [] as unknown[]]));
  for (let round = rounds > 1 ? 0 : 1; round <= rounds; round++) {
    const shift = round % names.length;
    for (const name of [...names.slice(shift), ...names.slice(0, shift)]) {
      const result = await variants[name]?.();
      if (round > 0) results[name]?.push(result);
    }
  }
  return results as Results<Variants>;
}
