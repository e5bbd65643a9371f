import type { VNode } from "preact";
import type { Outbox, Outgoing } from "../desk/outbox.ts";
import { labels } from "../labels.ts";
import { Avatar } from "./avatar.tsx";
import type { Choices } from "../../protocol/choices.ts";
import type { Run as Messages } from "./group-messages.ts";
import type { Seen } from "./seen-message.ts";
import { ShownMessage } from "./shown-message.tsx";
import { clockTime, fullTime } from "./times.ts";
import type { Visitor } from "./visitor.ts";

interface RunProps {
  readonly run: Messages;
  readonly visitor: Visitor;
  readonly ownId: string;
  readonly choices: Choices;
  readonly outbox: Outbox;
  readonly outgoing: ReadonlyMap<string, Outgoing>;
  readonly seen: Seen | undefined;
}

/** What one person said without a break: who and when once, then the messages. */
export function Run(props: RunProps): VNode {
  const { run, visitor, ownId, choices, outbox, outgoing, seen } = props;
  const [first] = run.messages;
  if (first === undefined) return <></>;
  const { sender, from_contact: isVisitor } = first;
  // As they are called now, whatever they were called when they wrote.
  const name = isVisitor ? visitor.name : sender.name;
  const isColleague = !isVisitor && sender.id !== ownId;
  return (
    <li class={isVisitor ? "run" : "run ours"}>
      {isVisitor && <Avatar id={sender.id} name={name} />}
      <div class="run-body">
        <p class="run-head">
          <span class="run-name" dir="auto">
            {sender.id === ownId ? labels.thread.you : name}
          </span>{" "}
          <time dateTime={first.sent_at} title={fullTime(first.sent_at)}>
            {clockTime(first.sent_at)}
          </time>
        </p>
        {run.messages.map((message) => (
          <ShownMessage
            key={message.id}
            message={message}
            choices={choices}
            reply={outgoing.get(message.id)}
            outbox={outbox}
            seen={seen}
          />
        ))}
      </div>
      {isColleague && <Avatar id={sender.id} name={name} picture={sender.avatar_url} />}
    </li>
  );
}
