/** Changes, as operators' sessions hear of them. */
import type { OnChange } from "./changes.ts";

export interface Live {
  readonly tell: OnChange;
}

export function createLive(): Live {
  return {
    tell: () => undefined,
  };
}
