import { useEffect, useState } from "preact/hooks";

/** True once `active` has been true for `delay` milliseconds: what passes sooner is not worth a word. */
export function useDelayed(active: boolean, delay: number): boolean {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    if (!active) return;
    const timer = setTimeout(() => setDue(true), delay);
    return () => {
      clearTimeout(timer);
      setDue(false);
    };
  }, [active, delay]);
  return active && isDue;
}
