import type { ConversationRow } from "../db/conversation-row.ts";
import type { Contact, Conversation } from "../protocol/conversations.ts";
import { SOURCE } from "../protocol/channels.ts";
import { messageJson } from "./message-json.ts";

/** The text of a `Conversation` (protocol/conversations.ts). */
export function conversationJson(row: ConversationRow): string {
  const contact: Contact = {
    id: row.id,
    display_name: row.displayName,
    ...(row.firstName !== null && { first_name: row.firstName }),
    ...(row.lastName !== null && { last_name: row.lastName }),
    ...(row.avatarUrl !== null && { avatar_url: row.avatarUrl }),
    ...(row.userId !== null && { user_id: row.userId, verified: true }),
  };
  const { lastMessage } = row;
  const { assigneeId, assigneeName, assigneeAvatar } = row;
  const rest: Omit<Conversation, "tags" | "last_message" | "metadata"> = {
    id: row.id,
    channel: {
      id: lastMessage.channelId,
      name: row.channelName,
      source: SOURCE,
      source_channel_id: row.channelSourceId,
      ...(row.channelImageUrl !== null && { image_url: row.channelImageUrl }),
    },
    created_at: new Date(row.createdAt).toISOString(),
    contact,
    state: row.state,
    ...(assigneeId !== null && {
      assignee: {
        id: assigneeId,
        name: assigneeName ?? "",
        ...(assigneeAvatar !== null && { avatar_url: assigneeAvatar }),
      },
    }),
    unread_message_count: row.unread,
    ...(row.seenAt !== null && {
      seen: { offset: row.seenOffset, at: new Date(row.seenAt).toISOString() },
    }),
  };
  const head = JSON.stringify(rest).slice(0, -1);
  const { tags, metadata } = row;
  return `${head},"tags":${tags},"metadata":${metadata},"last_message":${messageJson(lastMessage)}}`;
}
