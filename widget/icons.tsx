/** @jsxImportSource ./jsx */
import type { Child } from "./jsx/jsx-runtime.ts";

/** Drawn in the colour of the text around them; whoever shows one gives its name. */
export function icon(path: string): Child {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}

export function chatIcon(): Child {
  return icon(
    "M12 4c-5 0-9 3.4-9 7.6 0 2.4 1.3 4.5 3.3 5.9L6 21l3.9-2c.7.1 1.4.2 2.1.2 5 0 9-3.4 9-7.6S17 4 12 4Z",
  );
}

/** A picture of the site's own, or ours. */
export function iconOr(address: string | undefined, ours: () => Child): Child {
  return address ? <img src={address} alt="" /> : ours();
}

export function closeIcon(): Child {
  return icon("m6 9.5 6 6 6-6");
}

export function sendIcon(): Child {
  return icon("M12 19V5.5M6 11l6-6 6 6");
}

export function smileIcon(): Child {
  return icon("M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18M8 14q4 4 8 0M9 9v.5m6-.5v.5");
}

export function clipIcon(): Child {
  return icon(
    "m20 11-8.6 8.6a5.4 5.4 0 0 1-7.7-7.7l8.5-8.5a3.6 3.6 0 0 1 5.2 5.2l-8.5 8.4a1.8 1.8 0 0 1-2.6-2.6L14 7",
  );
}
