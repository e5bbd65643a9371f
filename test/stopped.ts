/** How a command ends that cannot do what it was asked. */
import { expect } from "bun:test";
import type { Ended } from "./parley-process.ts";

/** One sentence on standard error, status 1, and nothing else. */
export function expectStopped(ended: Ended, sentence: string | RegExp): void {
  expect({ ...ended, errors: "" }).toEqual({ code: 1, printed: "", errors: "" });
  expect(ended.errors).toMatch(/^parley: [^\n]+\n$/);
  expect(ended.errors).toMatch(sentence);
}
