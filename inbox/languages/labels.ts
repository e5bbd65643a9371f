import type { ENGLISH } from "./english/index.ts";

/** What every language has to say. */
export type Labels = typeof ENGLISH;
