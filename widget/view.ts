/** What there is to see of a conversation. */
import type { Message } from "../protocol/message.ts";
import type { Unsent } from "./storage.ts";

/** `connecting` covers every way back to `live`; `closed`: the channel has ended. */
export type Phase = "idle" | "connecting" | "live" | "closed";

/** Replaced as a whole; its lists only when they change. */
export interface View {
  readonly phase: Phase;
  readonly messages: readonly Message[];
  readonly outbox: readonly Unsent[];
  readonly draft: string;
  /** Messages from the other side that nobody has looked at. */
  readonly unread: number;
}
