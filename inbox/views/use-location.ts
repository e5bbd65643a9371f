import { useCallback, useEffect, useState } from "preact/hooks";
import { parseEntry, parseRoute, type Entry, type Route } from "../route.ts";

export interface Location {
  readonly route: Route;
  readonly entry: Entry | undefined;
  /** It has made its account, or is not wanted: it is good for nothing more. */
  readonly forgetEntry: () => void;
}

interface Read {
  readonly route: Route;
  readonly entry: Entry | undefined;
}

/** What stands behind `#`. A token is taken out of the address at once: it is a secret. */
export function useLocation(): Location {
  const [current, setCurrent] = useState(() => read(undefined));
  useEffect(() => {
    const onChange = (): void => setCurrent(({ entry }) => read(entry));
    addEventListener("hashchange", onChange);
    return () => removeEventListener("hashchange", onChange);
  }, []);
  const forgetEntry = useCallback(
    () => setCurrent(({ route }) => ({ route, entry: undefined })),
    [],
  );
  return { ...current, forgetEntry };
}

function read(before: Entry | undefined): Read {
  const entry = parseEntry(location.hash);
  if (entry !== undefined) {
    history.replaceState(null, "", location.pathname + location.search);
  }
  return { route: parseRoute(location.hash), entry: entry ?? before };
}
