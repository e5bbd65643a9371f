/**
 * The MESSAGE frames of one message. What the frames of a topic share is made once, when somebody joins
 * it; what differs from message to message (an id, a number, a length) has nothing to escape.
 */
import type { MessageRow } from "../db/messages.ts";
import { encodeHead, type Version } from "../stomp/frame.ts";
import type { Feed } from "./destinations.ts";

/** The text of a `MessageEvent`, and its length in octets. */
export interface MessageBody {
  readonly text: string;
  readonly bytes: number;
}

/** `json` is the message's own (message-json.ts): the same that answers its sender. */
export function messageBody({ conversationId, channelId }: MessageRow, json: string): MessageBody {
  const text = `{"conversation_id":"${conversationId}","channel_id":"${channelId}","message":${json}}`;
  return { text, bytes: Buffer.byteLength(text) };
}

/** The beginning of every MESSAGE of a topic. */
export function messageHead(feed: Feed, version: Version, subscription: string): string {
  const destination = feed.kind === "conversation" ? "/user/queue/message" : "/queue/message";
  const headers: [string, string][] = [
    ["subscription", subscription],
    ["destination", destination],
    ["content-type", "application/json"],
  ];
  return encodeHead("MESSAGE", headers, version);
}

/** Visitors resume by the header `offset`, operators by `position`. */
export function messageFrame(
  head: string,
  feed: Feed,
  message: MessageRow,
  { text, bytes }: MessageBody,
): string {
  const number =
    feed.kind === "conversation" ? `offset:${message.offset}` : `position:${message.position}`;
  return `${head}message-id:${message.id}\n${number}\ncontent-length:${bytes}\n\n${text}\0`;
}
