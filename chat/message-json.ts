/** A stored message as JSON text: made once, used for the answer and for every frame. */
import type { MessageRow } from "../db/messages.ts";
import type { Sender } from "../protocol/message.ts";

/** The text of a `Message` (protocol/message.ts). */
export function messageJson(row: MessageRow): string {
  return (
    `{"id":"${row.id}","content":${row.content},"state":"${row.state}",` +
    `"sender_type":"${row.senderType}","sent_at":"${new Date(row.sentAt).toISOString()}",` +
    `"offset":${row.offset},"from_contact":${row.senderType === "source_contact"},` +
    `"sender":${senderJson(row)},` +
    `"metadata":${row.metadata}}`
  );
}

function senderJson({ senderId: id, senderName: name, senderAvatar }: MessageRow): string {
  const sender: Sender =
    senderAvatar === null ? { id, name } : { id, name, avatar_url: senderAvatar };
  return JSON.stringify(sender);
}
