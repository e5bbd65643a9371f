/** What the checker keeps of what clients did and were told. */
import type { Message } from "../../protocol/message.ts";

export interface Attempt {
  readonly id: string;
  readonly conversation: string;
  readonly text: string;
  readonly from: "source_contact" | "app_user";
}

/** What is kept of an attempt, and of what somebody was told of a message: a long run has many. */
export interface Attempted extends Omit<Attempt, "text"> {
  readonly textPrint: bigint;
}

export interface Told extends Pick<Message, "offset" | "sent_at" | "sender_type"> {
  readonly contentPrint: bigint;
  /** Of the whole message. */
  readonly print: bigint;
}

/** One client's view of a feed: a conversation by its offsets, or everything by position. */
export interface View {
  readonly name: string;
  /** Undefined: all conversations. */
  readonly conversation: string | undefined;
  /** Offset or position of the last message seen. */
  readonly last: number;
  saw(number: number, conversation: string, message: Message): void;
}

export interface Heard {
  /** Messages that were there when the experiment began; they are nobody's. */
  readonly before: number;
  readonly attempts: ReadonlyMap<string, Attempted>;
  readonly told: ReadonlyMap<string, Told>;
  readonly answered: ReadonlySet<string>;
  readonly views: readonly View[];
}

/** Stands for a long text; two texts have the same one as good as never. */
export function fingerprint(text: string): bigint {
  return Bun.hash.wyhash(text);
}
