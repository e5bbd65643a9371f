/** @jsxImportSource ./jsx */
import type { Child } from "./jsx/jsx-runtime.ts";
import { MessageContent, type MessageContentProps } from "./message-content.tsx";
import type { Row } from "./rows.ts";
import { LOST } from "./storage.ts";

export interface MessageRowProps extends Omit<MessageContentProps, "content" | "row"> {
  readonly row: Row;
  readonly isNewest: boolean;
  /** The other side has read everything there is. */
  readonly isSeen: boolean;
  readonly onRetry: (id: string) => void;
  readonly onDiscard: (id: string) => void;
}

/** A few of them and nothing else. */
const EMOJI = /^(\p{ExtPict}|\p{EMod}|\p{RI}|\u200d|\ufe0f){1,9}$/u;

export function MessageRow(props: MessageRowProps): Child {
  const { row, labels, onRetry, onDiscard } = props;
  const isOwn = row.side === "own";
  const isRefused = row.delivery === "refused";
  return (
    <div
      class={`row ${row.side} ${row.delivery} ${row.isFirst ? "first" : ""} ${EMOJI.test((row.content as { text?: string }).text ?? "") ? "huge" : ""}`}
    >
      {row.day && <p class="day">{row.day}</p>}
      {row.isFirst && row.side !== "notice" && (
        <p class={isOwn ? "hidden" : "name"} dir="auto">
          {isOwn ? labels.you : row.name || labels.team}
        </p>
      )}
      <div class="content">
        <MessageContent {...props} content={row.content} />
      </div>
      {row.isLast && (
        <p class="meta" dir="auto">
          {metaOf(props)}
        </p>
      )}
      {isRefused && (
        <p class="meta">
          {row.refused !== LOST && (
            <button type="button" onClick={() => onRetry(row.id)}>
              {labels.retry}
            </button>
          )}
          <button type="button" onClick={() => onDiscard(row.id)}>
            {labels.discard}
          </button>
        </p>
      )}
    </div>
  );
}

function metaOf({ row, isNewest, isSeen, connection, labels }: MessageRowProps): string {
  if (row.refused === "payload_too_large") {
    return "url" in row.content ? labels.tooLarge : labels.tooLong;
  }
  if (row.refused) return labels.failed;
  if (row.delivery === "pending")
    return connection === "connected" ? labels.sending : labels.waiting;
  if (row.side !== "own" || !isNewest) return row.time;
  return `${row.time} · ${isSeen ? labels.seen : labels.sent}`;
}
