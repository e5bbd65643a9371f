import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { Details, WIDE } from "./details.tsx";
import { Notice } from "./notice.tsx";
import { ThreadView } from "./thread.tsx";

interface ThreadPaneProps {
  readonly desk: Desk;
  readonly conversationId: string | undefined;
}

/** The open conversation with its details, or what to do where none is open. */
export function ThreadPane({ desk, conversationId }: ThreadPaneProps): VNode {
  const [isOpen, setOpen] = useState(() => matchMedia(WIDE).matches);
  const button = useRef<HTMLButtonElement>(null);
  const conversation =
    conversationId === undefined ? undefined : desk.conversations.get(conversationId);
  return (
    <div class="thread-pane">
      {conversationId === undefined ? (
        <Notice icon="chat" heading={labels.empty.pick} text={labels.empty.pickText} />
      ) : (
        <ThreadView
          key={conversationId}
          desk={desk}
          conversationId={conversationId}
          details={{ isOpen, toggle: () => setOpen(!isOpen), button }}
        />
      )}
      {isOpen && conversation !== undefined && (
        <Details
          desk={desk}
          conversation={conversation}
          onClose={() => {
            setOpen(false);
            button.current?.focus();
          }}
        />
      )}
    </div>
  );
}
