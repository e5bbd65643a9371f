import type { VNode } from "preact";
import type { Outgoing } from "../desk/outbox.ts";
import { labels } from "../labels.ts";
import { Avatar } from "./avatar.tsx";
import type { Run as Messages } from "./group-messages.ts";
import { Icon } from "./icons.tsx";
import { MessageContent } from "./message-content.tsx";
import type { Seen } from "./seen-message.ts";
import { clockTime, fullTime } from "./times.ts";
import { useDelayed } from "./use-delayed.ts";
import type { Visitor } from "./visitor.ts";

interface RunProps {
  readonly run: Messages;
  readonly visitor: Visitor;
  readonly ownId: string;
  readonly outgoing: ReadonlyMap<string, Outgoing>;
  readonly isPaused: boolean;
  readonly seen: Seen | undefined;
  readonly onRetry: (id: string) => void;
  readonly onDiscard: (id: string) => void;
}

const text = labels.thread;
/** In milliseconds: most replies are stored sooner, and a word that flashes up is only unrest. */
const PATIENCE = 1_000;

/** What one person said without a break: who and when once, then the messages. */
export function Run(props: RunProps): VNode {
  const { run, visitor, ownId, outgoing, isPaused, seen, onRetry, onDiscard } = props;
  const [first] = run.messages;
  if (first === undefined) return <></>;
  const { sender, from_contact: isVisitor } = first;
  // As they are called now, whatever they were called when they wrote.
  const name = isVisitor ? visitor.name : sender.name;
  return (
    <li class={isVisitor ? "run" : "run ours"}>
      {isVisitor && <Avatar id={sender.id} name={name} />}
      <div class="run-body">
        <p class="run-head">
          <span class="run-name" dir="auto">
            {sender.id === ownId ? text.you : name}
          </span>{" "}
          <time dateTime={first.sent_at} title={fullTime(first.sent_at)}>
            {clockTime(first.sent_at)}
          </time>
        </p>
        {run.messages.map((message) => {
          const reply = outgoing.get(message.id);
          return (
            <div key={message.id} class="message">
              <div class={reply === undefined ? "bubble" : "bubble on-its-way"} dir="auto">
                <MessageContent content={message.content} />
              </div>
              {reply !== undefined && (
                <Progress
                  reply={reply}
                  isPaused={isPaused}
                  onRetry={() => onRetry(reply.id)}
                  onDiscard={() => onDiscard(reply.id)}
                />
              )}
              {seen?.messageId === message.id && (
                <p class="progress seen">
                  <Icon name="seen" />
                  <time dateTime={seen.at} title={fullTime(seen.at)}>
                    {text.seen(clockTime(seen.at))}
                  </time>
                </p>
              )}
            </div>
          );
        })}
      </div>
    </li>
  );
}

interface ProgressProps {
  readonly reply: Outgoing;
  readonly isPaused: boolean;
  readonly onRetry: () => void;
  readonly onDiscard: () => void;
}

function Progress({ reply, isPaused, onRetry, onDiscard }: ProgressProps): VNode {
  const { refusal } = reply;
  const isSlow = useDelayed(refusal === undefined, PATIENCE);
  if (refusal === undefined) {
    const isShown = isPaused || isSlow;
    return isShown ? <p class="progress">{isPaused ? text.waiting : text.sending}</p> : <></>;
  }
  const reason = refusal.code === "payload_too_large" ? text.tooLarge : refusal.message;
  return (
    <p class="progress refused">
      <Icon name="alert" />
      <span>{reason === "" ? text.notSent : `${text.notSent}: ${reason}`}</span>
      <button class="link-button" type="button" onClick={onRetry}>
        {text.retry}
      </button>
      <button class="link-button" type="button" onClick={onDiscard}>
        {text.discard}
      </button>
    </p>
  );
}
