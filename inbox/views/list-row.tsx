import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import type { Highlight } from "../../protocol/conversation-list.ts";
import type { Conversation } from "../../protocol/conversations.ts";
import type { Tag } from "../../protocol/tags.ts";
import { labels } from "../labels.ts";
import { hrefOf } from "../route.ts";
import { Avatar } from "./avatar.tsx";
import { contentText } from "./content-text.ts";
import { Highlighted } from "./highlighted.tsx";
import { RowMarks } from "./row-marks.tsx";
import { RowTags } from "./row-tags.tsx";
import { fullTime, shortTime } from "./times.ts";

interface ListRowProps {
  readonly conversation: Conversation;
  readonly isOpen: boolean;
  /** The one row that the Tab key stops at; the arrow keys go on from there. */
  readonly isTabStop: boolean;
  readonly ownId: string;
  /** The saved view that the list shows, and goes on showing. */
  readonly viewId: string | undefined;
  readonly draft: string;
  /** Where it says what was searched for. */
  readonly highlight: Highlight | undefined;
  readonly now: number;
  /** The visitor has the site open. */
  readonly isOnline: boolean;
  readonly isTyping: boolean;
  /** All that there are. */
  readonly tags: readonly Tag[];
}

/** Drawn again only when something in it has changed: every message touches the list. */
export function ListRow(props: ListRowProps): VNode {
  const { conversation, isOpen, isTabStop, draft, highlight, now, isOnline, isTyping } = props;
  const { ownId, tags, viewId } = props;
  const { contact, last_message: last, unread_message_count: unread } = conversation;
  return useMemo(
    () => (
      <a
        class={unread > 0 ? "row unread" : "row"}
        href={hrefOf({ conversationId: conversation.id, view: viewId })}
        aria-current={isOpen ? "true" : undefined}
        tabIndex={isTabStop ? 0 : -1}
      >
        <Avatar id={contact.id} name={contact.display_name} isOnline={isOnline} />
        <span class="row-head">
          <span class="row-name line" dir="auto">
            {contact.display_name}
          </span>
          {isOnline && <span class="visually-hidden">{labels.presence.online}</span>}
          <RowTags ids={conversation.tags} tags={tags} />
          <time class="row-time" dateTime={last.sent_at} title={fullTime(last.sent_at)}>
            {shortTime(last.sent_at, now)}
          </time>
        </span>
        <span class="row-foot">
          <span class="row-preview line" dir="auto">
            {isTyping ? (
              <em class="row-typing">{labels.list.typing}</em>
            ) : highlight !== undefined ? (
              <Highlighted text={highlight.text} ranges={highlight.ranges} />
            ) : draft !== "" && !isOpen ? (
              <>
                <em class="row-draft">{labels.list.draft}</em> {draft}
              </>
            ) : (
              preview(conversation, ownId)
            )}
          </span>
          <RowMarks conversation={conversation} />
        </span>
      </a>
    ),
    [
      conversation,
      isOpen,
      isTabStop,
      ownId,
      draft,
      highlight,
      now,
      isOnline,
      isTyping,
      tags,
      viewId,
    ],
  );
}

function preview({ last_message: last }: Conversation, ownId: string): string {
  const text = contentText(last.content);
  if (last.from_contact) return text;
  return last.sender.id === ownId ? labels.list.own(text) : `${last.sender.name}: ${text}`;
}
