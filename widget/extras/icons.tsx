import { icon } from "../icons.tsx";
import type { Child } from "../jsx/jsx-runtime.ts";

export function checkIcon(): Child {
  return icon("m5 12.5 4.5 4.5L19 7.5");
}

export function outwardsIcon(): Child {
  return icon("M8 16 16.5 7.5M9 7h8v8");
}

/** Towards the beginning of a line that goes from left to right. */
export function backIcon(): Child {
  return icon("m14.5 6-6 6 6 6");
}
