/** What operators do to a conversation. Each change is stored first and then told. */
import type { Writer } from "../db/writer.ts";
import { ParleyError } from "../errors.ts";
import type { OnChange } from "./changes.ts";

export interface ConversationsDeps {
  readonly writer: Writer;
  readonly onChange: OnChange;
}

/** All reject with `conversation_not_found`. */
export interface Conversations {
  /** Everything in it is read. */
  read(conversationId: string): Promise<void>;
}

export function createConversations({ writer, onChange }: ConversationsDeps): Conversations {
  return {
    async read(conversationId) {
      if (!(await writer.write("readConversation", conversationId))) {
        throw new ParleyError("conversation_not_found", "there is no such conversation");
      }
      onChange({ kind: "unread", conversationId, unread: 0 });
    },
  };
}
