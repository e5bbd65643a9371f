/** What has changed beside messages: told after the commit to whoever shows it or passes it on. */
import type { ChannelRow } from "../db/channels.ts";
import type { NoteRow } from "../db/notes.ts";
import type { Operator } from "./tokens.ts";

export type Change =
  /** State, tags, assignment, contact or metadata. */
  | { readonly kind: "conversation"; readonly conversationId: string }
  | {
      readonly kind: "unread";
      readonly conversationId: string;
      readonly unread: number;
      /** Up to where an operator has read; absent when a message was the cause. */
      readonly readOffset?: number;
      /** The operator who has marked it as unread; absent for any other cause. */
      readonly markedBy?: Operator;
    }
  | {
      readonly kind: "note";
      readonly conversationId: string;
      readonly id: string;
      /** Absent: it is removed. */
      readonly note?: NoteRow;
    }
  /** An account is new, or what it is called, looks like, may do, or whether its owner is away. */
  | { readonly kind: "user"; readonly userId: string }
  | { readonly kind: "user_removed"; readonly userId: string }
  | { readonly kind: "channel"; readonly what: ChannelChange; readonly channel: ChannelRow };

export type ChannelChange = "connected" | "disconnected" | "updated";

export type OnChange = (change: Change) => void;
