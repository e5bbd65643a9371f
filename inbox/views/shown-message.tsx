import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import type { Message } from "../../protocol/message.ts";
import type { Outbox, Outgoing } from "../desk/outbox.ts";
import { labels } from "../labels.ts";
import type { Choices } from "../../protocol/choices.ts";
import { MessageContent } from "./content/message-content.tsx";
import { PendingFile } from "./content/pending-file.tsx";
import { Icon } from "./icons.tsx";
import { ReplyProgress } from "./reply-progress.tsx";
import type { Seen } from "./seen-message.ts";
import { clockTime, fullTime } from "./times.ts";

interface ShownMessageProps {
  readonly message: Message;
  readonly choices: Choices;
  /** The same, while it is on its way. */
  readonly reply: Outgoing | undefined;
  readonly outbox: Outbox;
  readonly seen: Seen | undefined;
}

/**
 * One message of a run, and what became of it. One that is stored is drawn again only when something in it
 * has changed: a thread may have thousands.
 */
export function ShownMessage(props: ShownMessageProps): VNode {
  const { message, choices, reply, seen } = props;
  const here = seen?.messageId === message.id ? seen.at : undefined;
  const asked = message.content.type === "text" ? undefined : choices;
  const onItsWay = reply === undefined ? undefined : props;
  return useMemo(() => drawn(props), [message, asked, onItsWay, here]);
}

function drawn({ message, choices, reply, outbox, seen }: ShownMessageProps): VNode {
  const upload = reply && outbox.uploads.get(reply.id);
  return (
    <div class={reply === undefined ? "message" : "message on-its-way"}>
      {upload === undefined ? (
        <MessageContent message={message} choices={choices} />
      ) : (
        <div class="bubble" dir="auto">
          <PendingFile file={upload.file} />
        </div>
      )}
      {reply !== undefined && <ReplyProgress reply={reply} outbox={outbox} />}
      {seen?.messageId === message.id && (
        <p class="progress seen">
          <Icon name="seen" />
          <time dateTime={seen.at} title={fullTime(seen.at)}>
            {labels.thread.seen(clockTime(seen.at))}
          </time>
        </p>
      )}
    </div>
  );
}
