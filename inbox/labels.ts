/** What the inbox says, in the language that the browser asks for first and that there is a table of. */
import { ENGLISH } from "./languages/english/index.ts";
import { GERMAN } from "./languages/german/index.ts";
import type { Labels } from "./languages/labels.ts";

const TABLES: readonly Labels[] = [ENGLISH, GERMAN];

export const labels: Labels = tableFor(globalThis.navigator?.languages ?? []);

/** @param wanted BCP 47 tags, the best one first */
export function tableFor(wanted: readonly string[]): Labels {
  for (const tag of wanted) {
    const [base] = tag.toLowerCase().split("-");
    const table = TABLES.find(({ language }) => language === base);
    if (table !== undefined) return table;
  }
  return ENGLISH;
}
