import { useCallback, useEffect, useState } from "preact/hooks";
import { parseRoute, parseSetupToken, type Route } from "../route.ts";

export interface Location {
  readonly route: Route;
  readonly setupToken: string | undefined;
  /** It has made its account and is good for nothing more. */
  readonly forgetSetupToken: () => void;
}

interface Read {
  readonly route: Route;
  readonly setupToken: string | undefined;
}

/** What stands behind `#`. A setup token is taken out of the address at once: it is a secret. */
export function useLocation(): Location {
  const [current, setCurrent] = useState(() => read(undefined));
  useEffect(() => {
    const onChange = (): void => setCurrent(({ setupToken }) => read(setupToken));
    addEventListener("hashchange", onChange);
    return () => removeEventListener("hashchange", onChange);
  }, []);
  const forgetSetupToken = useCallback(
    () => setCurrent(({ route }) => ({ route, setupToken: undefined })),
    [],
  );
  return { ...current, forgetSetupToken };
}

function read(before: string | undefined): Read {
  const setupToken = parseSetupToken(location.hash);
  if (setupToken !== undefined) {
    history.replaceState(null, "", location.pathname + location.search);
  }
  return { route: parseRoute(location.hash), setupToken: setupToken ?? before };
}
