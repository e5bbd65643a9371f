/** How a conversation is read, with its channel, tags, assignee and last message. */
import { SENDER_AVATAR, type MessageRow } from "./messages.ts";

/** A conversation with its channel and its last message, as a list shows it. */
export interface ConversationRow {
  readonly id: string;
  readonly createdAt: number;
  readonly displayName: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly avatarUrl: string | null;
  /** Whom the site has vouched for; null: for nobody. */
  readonly userId: string | null;
  readonly state: "OPEN" | "CLOSED";
  /** A JSON object. */
  readonly metadata: string;
  /** The tags' ids, a JSON array. */
  readonly tags: string;
  readonly assigneeId: string | null;
  readonly assigneeName: string | null;
  readonly assigneeAvatar: string | null;
  readonly unread: number;
  /** Up to where the visitor has seen it; 0 and null: nothing yet, or it was not told. */
  readonly seenOffset: number;
  readonly seenAt: number | null;
  readonly lastOffset: number;
  readonly lastPosition: number;
  readonly channelName: string;
  readonly channelSource: string;
  readonly channelSourceId: string;
  readonly channelImageUrl: string | null;
  readonly lastMessage: MessageRow;
}

/** The columns of one flat row; the last message's are told apart by their prefix. */
export type FlatConversation = Omit<ConversationRow, "lastMessage"> &
  Omit<MessageRow, "id" | "offset" | "position" | "conversationId" | "state" | "metadata"> & {
    readonly messageId: string;
    readonly messageState: MessageRow["state"];
    readonly messageMetadata: string;
  };

export const SELECT_CONVERSATION = `SELECT c.id, c.created_at AS createdAt, c.display_name AS displayName,
    c.first_name AS firstName, c.last_name AS lastName, c.avatar_url AS avatarUrl, c.state,
    c.metadata, c.unread, c.seen_offset AS seenOffset, c.seen_at AS seenAt, c.last_offset AS lastOffset, c.last_position AS lastPosition,
    h.name AS channelName, h.source AS channelSource, h.source_channel_id AS channelSourceId,
    h.image_url AS channelImageUrl, c.channel_id AS channelId, m.id AS messageId,
    m.sender_type AS senderType, m.sender_id AS senderId, m.sender_name AS senderName,
    ${SENDER_AVATAR}, m.sent_at AS sentAt, m.state AS messageState, m.content, m.metadata AS messageMetadata,
    (SELECT json_group_array(t.tag ORDER BY t.tag) FROM conversation_tag t
     WHERE t.conversation = c.key) AS tags,
    p.user_id AS userId, u.id AS assigneeId, u.first_name || ' ' || u.last_name AS assigneeName,
    u.avatar_url AS assigneeAvatar
  FROM conversation c
  JOIN channel h ON h.id = c.channel_id
  LEFT JOIN user u ON u.id = c.assignee
  LEFT JOIN person_conversation p ON p.conversation = c.id
  JOIN message m ON m.conversation = c.key AND m.offset = c.last_offset`;

export function nestConversation(row: FlatConversation): ConversationRow {
  return {
    ...row,
    lastMessage: {
      conversationId: row.id,
      channelId: row.channelId,
      id: row.messageId,
      offset: row.lastOffset,
      position: row.lastPosition,
      senderType: row.senderType,
      senderId: row.senderId,
      senderName: row.senderName,
      senderAvatar: row.senderAvatar,
      sentAt: row.sentAt,
      state: row.messageState,
      content: row.content,
      metadata: row.messageMetadata,
    },
  };
}
