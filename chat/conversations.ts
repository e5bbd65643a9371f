/** What operators do to a conversation. Each change is stored first and then told. */
import type { Assignment, ContactUpdate, ReadConversation } from "../db/conversation-writes.ts";
import type { Tagging } from "../db/tags.ts";
import type { Writer } from "../db/writer.ts";
import { ParleyError } from "../errors.ts";
import { METADATA_LIMITS, TAG_LIMITS } from "../protocol/limits.ts";
import type { MetadataValue } from "../protocol/metadata.ts";
import type { OnChange } from "./changes.ts";
import type { Operator } from "./tokens.ts";

export interface ConversationsDeps {
  readonly writer: Writer;
  readonly onChange: OnChange;
  readonly now: () => number;
}

/** All reject with `conversation_not_found`; what is so already stays so, and nobody is told. */
export interface Conversations {
  /** Of several readings the one that goes farthest holds. */
  read(read: Omit<ReadConversation, "readAt">): Promise<void>;
  /** From the visitor's last message on. A reading that is stored later takes it back. */
  markUnread(operator: Operator, id: string): Promise<void>;
  setState(id: string, state: "OPEN" | "CLOSED"): Promise<void>;
  updateContact(update: ContactUpdate): Promise<void>;
  /** Rejects with `user_not_found`, also for a bot. */
  assign(assignment: Assignment): Promise<void>;
  /** Rejects with `tag_not_found`, `limit_reached`. */
  tag(tagging: Tagging): Promise<void>;
  /** Rejects with `tag_not_found`. */
  untag(tagging: Tagging): Promise<void>;
  /** Rejects with `payload_too_large`. */
  setMetadata(id: string, path: readonly string[], value: MetadataValue): Promise<void>;
  removeMetadata(id: string, path: readonly string[]): Promise<void>;
}

type Outcome =
  | "changed"
  | "unchanged"
  | "unknown_conversation"
  | "unknown_tag"
  | "unknown_user"
  | "too_many"
  | "too_large";

export function createConversations({ writer, onChange, now }: ConversationsDeps): Conversations {
  async function tell(conversationId: string, outcome: Promise<Outcome>): Promise<void> {
    switch (await outcome) {
      case "changed":
        return onChange({ kind: "conversation", conversationId });
      case "unchanged":
        return;
      case "unknown_conversation":
        throw notFound();
      case "unknown_tag":
        throw new ParleyError("tag_not_found", "there is no such tag");
      case "unknown_user":
        throw new ParleyError("user_not_found", "there is no account with this id");
      case "too_many": {
        const message = `a conversation has ${TAG_LIMITS.perConversation} tags at most`;
        throw new ParleyError("limit_reached", message);
      }
      case "too_large": {
        const message = `the metadata of a conversation has ${METADATA_LIMITS.bytes} bytes at most`;
        throw new ParleyError("payload_too_large", message);
      }
    }
  }

  return {
    async read(read) {
      const outcome = await writer.write("readConversation", { ...read, readAt: now() });
      if (outcome.status === "unknown_conversation") throw notFound();
      if (outcome.status === "unchanged") return;
      const { unread, readOffset } = outcome;
      onChange({ kind: "unread", conversationId: read.id, unread, readOffset });
    },

    async markUnread(markedBy, id) {
      const outcome = await writer.write("markUnread", id);
      if (outcome.status === "unknown_conversation") throw notFound();
      if (outcome.status === "unchanged") return;
      onChange({ kind: "unread", conversationId: id, unread: outcome.unread, markedBy });
    },

    setState: (id, state) => tell(id, writer.write("setConversationState", { id, state })),

    updateContact: (update) => tell(update.id, writer.write("updateContact", update)),

    assign: (assignment) => tell(assignment.id, writer.write("assignConversation", assignment)),

    tag(tagging) {
      const limit = TAG_LIMITS.perConversation;
      const { conversationId } = tagging;
      return tell(conversationId, writer.write("tagConversation", { ...tagging, limit }));
    },

    untag(tagging) {
      return tell(tagging.conversationId, writer.write("untagConversation", tagging));
    },

    setMetadata(conversationId, path, value) {
      const change = { conversationId, path, value, bytesMax: METADATA_LIMITS.bytes };
      return tell(conversationId, writer.write("setMetadata", change));
    },

    removeMetadata(conversationId, path) {
      return tell(conversationId, writer.write("removeMetadata", { conversationId, path }));
    },
  };
}

function notFound(): ParleyError {
  return new ParleyError("conversation_not_found", "there is no such conversation");
}
