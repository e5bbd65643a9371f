import type { VNode } from "preact";
import type { Conversation } from "../../protocol/conversations.ts";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { Icon } from "./icons.tsx";
import { Popup } from "./popup.tsx";
import { toggleUnread } from "./toggle-unread.ts";

const text = labels.marks;

interface MoreMenuProps {
  readonly desk: Desk;
  readonly conversation: Conversation;
}

/** What is done to a conversation now and then. */
export function MoreMenu({ desk, conversation }: MoreMenuProps): VNode {
  const isUnread = conversation.unread_message_count > 0;
  return (
    <Popup label={text.more} title={text.more} button={<Icon name="more" />}>
      {(close) => (
        <ul class="choices" role="list">
          <li>
            <button
              class="choice"
              type="button"
              onClick={() => {
                close();
                toggleUnread(desk, conversation);
              }}
            >
              <span class="choice-icon">
                <Icon name={isUnread ? "check" : "unread"} />
              </span>
              <span class="choice-text line">{isUnread ? text.read : text.unread}</span>
              <kbd aria-hidden="true">U</kbd>
            </button>
          </li>
        </ul>
      )}
    </Popup>
  );
}
