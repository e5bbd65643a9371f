import type { RefObject, VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Conversation } from "../../protocol/conversations.ts";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { hrefOf } from "../route.ts";
import { AssignMenu } from "./assign-menu.tsx";
import { Avatar } from "./avatar.tsx";
import { Icon } from "./icons.tsx";
import { MoreMenu } from "./more-menu.tsx";
import { StateButton } from "./state-button.tsx";
import { TagMenu } from "./tag-menu.tsx";
import { ThreadViewers } from "./thread-viewers.tsx";
import type { Visitor } from "./visitor.ts";
import { whereabouts } from "./whereabouts.ts";

export interface DetailsSwitch {
  readonly isOpen: boolean;
  readonly toggle: () => void;
  /** The focus comes back to it. */
  readonly button: RefObject<HTMLButtonElement | null>;
}

interface ThreadHeadProps {
  readonly desk: Desk;
  readonly visitor: Visitor;
  /** Absent until it is loaded. */
  readonly conversation: Conversation | undefined;
  readonly details: DetailsSwitch;
}

/** Whose conversation it is, and what can be done to it. */
export function ThreadHead({ desk, visitor, conversation, details }: ThreadHeadProps): VNode {
  const heading = useRef<HTMLHeadingElement>(null);
  // Where the composer does not take the focus, a screen reader goes on at the name.
  useEffect(() => {
    if (!matchMedia("(pointer: fine)").matches) heading.current?.focus({ preventScroll: true });
  }, []);
  const isOnline = conversation !== undefined && desk.presence.isOnline(conversation.id);
  const page = conversation && desk.presence.page(conversation.id);
  return (
    <header class="thread-head">
      <a class="back" href={hrefOf({ view: desk.browsing.viewId })} aria-label={labels.thread.back}>
        <Icon name="back" />
      </a>
      <Avatar id={visitor.id} name={visitor.name} isOnline={isOnline} />
      <div class="thread-title">
        <h2 class="line" ref={heading} tabIndex={-1} dir="auto">
          {visitor.name}
        </h2>
        <p class="line">
          {conversation?.state === "CLOSED" && <span>{labels.state.CLOSED} · </span>}
          <span class={isOnline ? "on-page" : undefined} dir="auto">
            {whereabouts(isOnline, page) ?? visitor.channel}
          </span>
        </p>
      </div>
      <ThreadViewers {...desk.viewers.others(visitor.id)} />
      {conversation !== undefined && (
        <div class="thread-actions">
          <AssignMenu desk={desk} conversation={conversation} />
          <TagMenu desk={desk} conversation={conversation} />
          <MoreMenu desk={desk} conversation={conversation} />
          <StateButton desk={desk} conversation={conversation} />
          <button
            ref={details.button}
            class="head-button"
            type="button"
            aria-label={labels.details.toggle}
            aria-expanded={details.isOpen}
            title={labels.details.toggle}
            onClick={details.toggle}
          >
            <Icon name="details" />
          </button>
        </div>
      )}
    </header>
  );
}
