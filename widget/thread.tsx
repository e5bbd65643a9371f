/** @jsxImportSource ./jsx */
import type { Content } from "../protocol/content.ts";
import type { Message } from "../protocol/message.ts";
import type { Connection } from "./connection.ts";
import type { Dates } from "./dates.ts";
import type { ExtrasLoader } from "./extras.ts";
import { followEnd } from "./follow-end.ts";
import { chatIcon } from "./icons.tsx";
import type { Child } from "./jsx/jsx-runtime.ts";
import type { Labels } from "./labels.ts";
import { MessageContent } from "./message-content.tsx";
import { MessageRow } from "./message-row.tsx";
import { toRows } from "./rows.ts";
import type { Unsent } from "./storage.ts";

export interface ThreadProps {
  readonly messages: readonly Message[];
  readonly outbox: readonly Unsent[];
  readonly connection: Connection;
  /** The other side has read everything there is. */
  readonly isSeen: boolean;
  /** What the site says before anybody has said anything. */
  readonly welcome: Content | undefined;
  readonly labels: Labels;
  readonly dates: Dates;
  readonly server: string;
  readonly extras: ExtrasLoader;
  readonly onSend: (content: Content) => void;
  readonly onRetry: (id: string) => void;
  readonly onDiscard: (id: string) => void;
}

export function Thread(props: ThreadProps): Child {
  const { messages, outbox, connection, welcome, dates, labels } = props;
  const rows = toRows(messages, outbox, dates);
  return (
    <div
      class="thread"
      dir={labels.direction}
      role="log"
      aria-label={labels.messages}
      tabIndex={0}
      ref={followEnd}
    >
      {welcome && (
        <div class="row other first">
          <div class="content">
            <MessageContent {...props} content={welcome} />
          </div>
        </div>
      )}
      {!welcome && rows.length === 0 && connection !== "closed" && (
        <div class="welcome">
          {chatIcon()}
          <p>{labels.welcome}</p>
          <small>{labels.welcomeMore}</small>
        </div>
      )}
      {rows.map((row) => (
        <MessageRow key={row.id} {...props} row={row} isNewest={row === rows.at(-1)} />
      ))}
    </div>
  );
}
