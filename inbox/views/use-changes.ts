import { useEffect, useReducer } from "preact/hooks";
import type { Changes } from "../changes.ts";

/** Renders again after each change. */
export function useChanges(changes: Changes): void {
  const [, renderAgain] = useReducer((count: number, _: void) => count + 1, 0);
  useEffect(() => changes.subscribe(renderAgain), [changes]);
}
