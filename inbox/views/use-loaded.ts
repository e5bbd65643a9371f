import { useCallback, useEffect, useState } from "preact/hooks";
import { CallFailed } from "../api.ts";

export interface Loaded<Value> {
  /** Undefined while it is loaded for the first time. */
  readonly value: Value | "failed" | undefined;
  /** Loads it again; what is there stays until then, also when that fails. */
  readonly reload: () => Promise<void>;
}

/** What a page shows once it is here. `load` rejects with CallFailed, and is one function as long as it is one thing. */
export function useLoaded<Value>(load: () => Promise<Value>): Loaded<Value> {
  const [value, setValue] = useState<Value | "failed">();
  const reload = useCallback(async () => {
    try {
      const loaded = await load();
      setValue(() => loaded);
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      setValue((before) => before ?? "failed");
    }
  }, [load]);
  useEffect(() => void reload(), [reload]);
  return { value, reload };
}
