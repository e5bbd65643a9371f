/** @jsxImportSource ./jsx */
import { Composer } from "./composer.tsx";
import type { Connection } from "./connection.ts";
import { closeIcon } from "./icons.tsx";
import type { Child } from "./jsx/jsx-runtime.ts";
import type { Labels } from "./labels.ts";
import type { Look } from "./look.ts";

export interface PanelProps {
  readonly draft: string;
  readonly connection: Connection;
  /** The other side writes. */
  readonly isTyping: boolean;
  /** The channel's name; "" as long as it is not known. */
  readonly name: string;
  readonly look: Look;
  readonly labels: Labels;
  readonly thread: Child;
  readonly onClose: () => void;
  readonly onDraft: (draft: string) => void;
  readonly onSend: (text: string) => void;
  /** Absent: the site takes no files. */
  readonly onAttach: ((files: Iterable<File>) => void) | undefined;
  /** Absent: the site shows no emojis to choose. */
  readonly onEmoji: (() => void) | undefined;
}

export function Panel(props: PanelProps): Child {
  const { name, look, connection, isTyping, labels, thread, onClose, onAttach } = props;
  const isDisabled = connection === "closed";
  function drag(event: DragEvent): void {
    const { type, dataTransfer, currentTarget } = event;
    if (!onAttach || isDisabled || look.hidesInput || !dataTransfer?.types.includes("Files"))
      return;
    event.preventDefault();
    (currentTarget as Element).classList.toggle("over", type === "dragover");
    if (type === "drop") onAttach(dataTransfer.files);
  }
  const title = look.title ?? (name || labels.team);
  return (
    <section
      class="panel"
      role="dialog"
      aria-labelledby="title"
      onDragOver={drag}
      onDragLeave={drag}
      onDrop={drag}
    >
      <div class="head" dir={labels.direction}>
        <span class="avatar" aria-hidden="true">
          {/^./u.exec(title)?.[0].toLocaleUpperCase()}
        </span>
        <div class="heading">
          <h2 id="title" dir="auto">
            {title}
          </h2>
          <output class={`state ${connection}`} dir="auto">
            {connection === "connected"
              ? isTyping
                ? labels.typing
                : (look.subtitle ?? labels.connected)
              : labels[connection]}
          </output>
        </div>
        <button class="plain" type="button" aria-label={labels.close} onClick={onClose}>
          {closeIcon()}
        </button>
      </div>
      {thread}
      <output class="hint" dir={labels.direction}>
        {(connection === "offline" || connection === "closed") && labels[`${connection}Notice`]}
      </output>
      {!look.hidesInput && (
        <Composer
          {...props}
          icon={look.sendIcon}
          accept={look.hides.includes("Files") ? "image/*,video/*" : undefined}
          isDisabled={isDisabled}
        />
      )}
    </section>
  );
}
