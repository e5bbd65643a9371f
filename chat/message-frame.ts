/**
 * The MESSAGE frames of one message or event. What the frames of a topic share is made once, when
 * somebody joins it; what differs from frame to frame (an id, a number, a length) has nothing to escape.
 */
import type { MessageRow } from "../db/messages.ts";
import { encodeHead, type Version } from "../stomp/frame.ts";
import { destinationOf, type Feed, type MessageFeed } from "./destinations.ts";

/** The text of a `MessageEvent` or of a live event, and its length in octets. */
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
  const headers: [string, string][] = [
    ["subscription", subscription],
    ["destination", destinationOf(feed)],
    ["content-type", "application/json"],
  ];
  return encodeHead("MESSAGE", headers, version);
}

/** Visitors resume by the header `offset`, operators by `position`. */
export function messageFrame(
  head: string,
  feed: MessageFeed,
  message: MessageRow,
  { text, bytes }: MessageBody,
): string {
  const number =
    feed.kind === "conversation" ? `offset:${message.offset}` : `position:${message.position}`;
  return `${head}message-id:${message.id}\n${number}\ncontent-length:${bytes}\n\n${text}\0`;
}

/** Nobody can come back for an event: its id only tells it from others. */
export function liveFrame(head: string, number: number, { text, bytes }: MessageBody): string {
  return `${head}message-id:live-${number}\ncontent-length:${bytes}\n\n${text}\0`;
}
