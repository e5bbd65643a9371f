import type { VNode } from "preact";
import { LOST, type Outbox, type Outgoing } from "../desk/outbox.ts";
import { labels } from "../labels.ts";
import { Icon } from "./icons.tsx";
import { useDelayed } from "./use-delayed.ts";

const text = labels.thread;
/** In milliseconds: most replies are stored sooner, and a word that flashes up is only unrest. */
const PATIENCE = 1_000;

interface ReplyProgressProps {
  readonly reply: Outgoing;
  readonly outbox: Outbox;
}

/** How far a reply on its way is, and what can be done about it. */
export function ReplyProgress({ reply, outbox }: ReplyProgressProps): VNode {
  const { id, refusal } = reply;
  const upload = outbox.uploads.get(id);
  const isPaused = outbox.isPaused(reply.conversation_id);
  const isSlow = useDelayed(refusal === undefined, PATIENCE);
  if (refusal !== undefined) {
    return (
      <p class="progress refused">
        <Icon name="alert" />
        <span>{reasonOf(reply)}</span>
        {refusal.code !== LOST && (
          <button class="link-button" type="button" onClick={() => outbox.retry(id)}>
            {text.retry}
          </button>
        )}
        <button class="link-button" type="button" onClick={() => outbox.remove(id)}>
          {text.discard}
        </button>
      </p>
    );
  }
  if (upload !== undefined) {
    const percent = isPaused ? undefined : upload.percent;
    return (
      <p class="progress">
        {percent !== undefined && (
          <progress max={100} value={percent} aria-label={text.uploading(upload.file.name)} />
        )}
        <span>{percent === undefined ? text.waiting : text.percent(percent)}</span>
        <button class="link-button" type="button" onClick={() => outbox.remove(id)}>
          {text.cancel}
        </button>
      </p>
    );
  }
  if (!isPaused && !isSlow) return <></>;
  return <p class="progress">{isPaused ? text.waiting : text.sending}</p>;
}

function reasonOf({ content, refusal }: Outgoing): string {
  const isFile = "url" in content;
  if (refusal?.code === LOST) return text.uploadLost;
  if (refusal?.code === "payload_too_large") {
    return `${text.notSent}: ${isFile ? text.fileTooLarge : text.tooLarge}`;
  }
  const said = refusal?.message ?? "";
  return said === "" ? text.notSent : `${text.notSent}: ${said}`;
}
