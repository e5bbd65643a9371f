import type { VNode } from "preact";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";

interface MarkedBarProps {
  readonly desk: Desk;
  readonly conversationId: string;
}

/** Says that what is open is unread all the same, and stays so. */
export function MarkedBar({ desk, conversationId }: MarkedBarProps): VNode {
  return (
    <div role="status">
      {desk.reading.isKept(conversationId) && (
        <p class="marked-bar">
          <span>{labels.marks.isUnread}</span>
          <button
            class="link-button"
            type="button"
            onClick={() => desk.reading.markRead(conversationId)}
          >
            {labels.marks.read}
          </button>
        </p>
      )}
    </div>
  );
}
