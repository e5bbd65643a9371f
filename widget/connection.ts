import type { Phase } from "./view.ts";

/** The state of the line, as the visitor is told it. */
export type Connection = "connected" | "connecting" | "offline" | "closed";

export function connectionOf(phase: Phase, isOnline: boolean): Connection {
  if (phase === "closed") return "closed";
  if (!isOnline) return "offline";
  return phase === "live" ? "connected" : "connecting";
}
