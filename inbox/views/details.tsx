import type { TargetedKeyboardEvent, VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Conversation } from "../../protocol/conversations.ts";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { ContactFacts, VerifiedMark } from "./contact-facts.tsx";
import { ContactName } from "./contact-name.tsx";
import { Fact } from "./fact.tsx";
import { Icon } from "./icons.tsx";
import { MetadataList } from "./metadata-list.tsx";
import { OwnTags } from "./own-tags.tsx";
import { PageNow } from "./page-now.tsx";
import { fullTime } from "./times.ts";
import { useChanges } from "./use-changes.ts";
import { Visits } from "./visits.tsx";

const text = labels.details;

/** Beside the thread where there is room; elsewhere it lies over it. */
export const WIDE = "(min-width: 75rem)";

interface DetailsProps {
  readonly desk: Desk;
  readonly conversation: Conversation;
  readonly onClose: () => void;
}

/** Who the visitor is, where they are, and what is known of them. */
export function Details({ desk, conversation, onClose }: DetailsProps): VNode {
  useChanges(desk.changes);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!matchMedia(WIDE).matches) heading.current?.focus();
  }, []);
  const { id, assignee, channel, metadata } = conversation;

  function onKey(event: TargetedKeyboardEvent<HTMLElement>): void {
    if (event.key !== "Escape" || matchMedia(WIDE).matches) return;
    event.stopPropagation();
    onClose();
  }

  return (
    <aside class="details" aria-label={text.name} onKeyDown={onKey}>
      <header class="details-head">
        <h3 ref={heading} tabIndex={-1}>
          {text.name}
        </h3>
        <button class="icon-button" type="button" aria-label={text.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div class="details-body">
        <ContactName key={id} desk={desk} conversation={conversation} />
        <VerifiedMark metadata={metadata} />
        <PageNow isOnline={desk.presence.isOnline(id)} page={desk.presence.page(id)} />
        <dl class="facts">
          <ContactFacts key={id} desk={desk} conversation={conversation} />
          <Fact name={text.channel}>
            <bdi>{channel.name}</bdi>
          </Fact>
          <Fact name={text.firstSeen}>
            <time dateTime={conversation.created_at}>{fullTime(conversation.created_at)}</time>
          </Fact>
          <Fact name={text.state}>{labels.state[conversation.state]}</Fact>
          <Fact name={labels.assign.menu}>
            <bdi>{assignee?.name ?? labels.assign.nobody}</bdi>
          </Fact>
          <Fact name={labels.tags.menu}>
            <OwnTags desk={desk} conversation={conversation} />
          </Fact>
        </dl>
        <MetadataList key={`facts-${id}`} desk={desk} conversationId={id} metadata={metadata} />
        <Visits key={`visits-${id}`} desk={desk} conversationId={id} />
      </div>
    </aside>
  );
}
