/** What is so now and is stored nowhere: what clients SEND, and the events of the queues beside messages. */
import * as v from "valibot";
import { Uuid, WebUrl } from "./json.ts";
import { TEXT_LIMITS } from "./limits.ts";
import type { Sender } from "./message.ts";

export const VisitorTyping = v.object({ typing: v.boolean() });
export const OperatorTyping = v.object({ conversation_id: Uuid, typing: v.boolean() });

/** The visitor has seen everything up to this offset. */
export const VisitorRead = v.object({ offset: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) });

/** A title is somebody's page's: it is cut, not refused. */
export const VisitorPage = v.object({
  url: WebUrl,
  title: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.transform((title) => title.slice(0, TEXT_LIMITS.name).toWellFormed()),
    ),
    "",
  ),
});

export interface Page {
  readonly url: string;
  readonly title?: string;
}

/** `/queue/unread-count` */
export interface UnreadCountEvent {
  readonly conversation_id: string;
  readonly unread_message_count: number;
  /** Grows within a conversation: of two counts the later is the one that holds. */
  readonly timestamp: string;
}

/** `/queue/typing` */
export interface TypingEvent {
  readonly conversation_id: string;
  readonly typing: boolean;
  readonly from_contact: boolean;
  /** The name is an operator's only. */
  readonly sender: Pick<Sender, "id"> & Partial<Sender>;
}

/** `/queue/read`: a visitor has seen everything up to this offset. */
export interface ReadEvent {
  readonly conversation_id: string;
  readonly offset: number;
  readonly at: string;
}

/** `/queue/presence` */
export interface PresenceEvent {
  readonly conversation_id: string;
  readonly channel_id: string;
  readonly online: boolean;
  readonly page?: Page;
}

/** `/user/queue/typing`: an operator writes to this visitor. */
export interface VisitorTypingEvent {
  readonly typing: boolean;
}

/** `/user/queue/read`: an operator has seen everything up to this offset. */
export interface VisitorReadEvent {
  readonly offset: number;
  readonly at: string;
}

/** `/user/queue/presence`: somebody is there to answer. */
export interface VisitorPresenceEvent {
  readonly online: boolean;
}
