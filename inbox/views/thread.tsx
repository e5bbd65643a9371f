import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { hrefOf } from "../route.ts";
import { Avatar } from "./avatar.tsx";
import { Composer } from "./composer.tsx";
import { Icon } from "./icons.tsx";
import { Messages } from "./messages.tsx";
import { Notice } from "./notice.tsx";
import { useChanges } from "./use-changes.ts";

interface ThreadViewProps {
  readonly desk: Desk;
  readonly conversationId: string;
}

export function ThreadView({ desk, conversationId }: ThreadViewProps): VNode {
  useChanges(desk.changes);
  const thread = desk.openThread;
  const heading = useRef<HTMLHeadingElement>(null);
  // Where the composer does not take the focus, a screen reader goes on at the name.
  useEffect(() => {
    if (!matchMedia("(pointer: fine)").matches) heading.current?.focus({ preventScroll: true });
  }, []);
  const { id, name, channel } = visitorOf(desk, conversationId);
  return (
    <section class="thread" aria-label={labels.thread.name(name)}>
      <header class="thread-head">
        <a
          class="back"
          href={hrefOf({ conversationId: undefined })}
          aria-label={labels.thread.back}
        >
          <Icon name="back" />
        </a>
        <Avatar id={id} name={name} />
        <div class="thread-title">
          <h2 ref={heading} tabIndex={-1} dir="auto">
            {name}
          </h2>
          {channel !== "" && <p dir="auto">{channel}</p>}
        </div>
      </header>
      {thread?.newest === "missing" ? (
        <Notice icon="alert" heading={labels.thread.missing} text={labels.thread.missingText} />
      ) : (
        <>
          {thread === undefined ? (
            <p class="note">{labels.thread.loading}</p>
          ) : (
            <Messages desk={desk} thread={thread} conversationId={conversationId} />
          )}
          <Composer desk={desk} conversationId={conversationId} visitor={name} />
        </>
      )}
    </section>
  );
}

interface Visitor {
  readonly id: string;
  readonly name: string;
  readonly channel: string;
}

/** A conversation that the list has not loaded is known by its messages alone. */
function visitorOf(desk: Desk, conversationId: string): Visitor {
  const conversation = desk.conversations.get(conversationId);
  if (conversation !== undefined) {
    const { contact, channel } = conversation;
    return { id: contact.id, name: contact.display_name, channel: channel.name };
  }
  const sender = desk.openThread?.messages.find((message) => message.from_contact)?.sender;
  return {
    id: sender?.id ?? conversationId,
    name: sender?.name ?? labels.thread.unknownVisitor,
    channel: "",
  };
}
