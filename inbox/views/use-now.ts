import { useEffect, useState } from "preact/hooks";

const MINUTE = 60_000;

/** The time in milliseconds, a minute old at most. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE);
    return () => clearInterval(timer);
  }, []);
  return now;
}
