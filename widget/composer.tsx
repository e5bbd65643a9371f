/** @jsxImportSource ./jsx */
import { clipIcon, iconOr, sendIcon, smileIcon } from "./icons.tsx";
import type { Child } from "./jsx/jsx-runtime.ts";
import type { Labels } from "./labels.ts";

export interface ComposerProps {
  readonly draft: string;
  readonly isDisabled: boolean;
  /** Shown instead of ours. */
  readonly icon: string | undefined;
  /** The kinds of files that may be chosen, as an input says it; undefined: any. */
  readonly accept: string | undefined;
  readonly labels: Labels;
  readonly onDraft: (draft: string) => void;
  readonly onSend: (text: string) => void;
  /** Absent: the site takes no files. */
  readonly onAttach: ((files: Iterable<File>) => void) | undefined;
  /** Absent: the site shows no emojis to choose. */
  readonly onEmoji: (() => void) | undefined;
}

/** Where the visitor writes. Enter sends, Shift and Enter begins a new line. */
export function Composer(props: ComposerProps): Child {
  const { draft, isDisabled, icon, accept, labels, onDraft, onSend, onAttach, onEmoji } = props;
  const text = draft.trim();
  function send(event: Event): void {
    event.preventDefault();
    if (!isDisabled && text !== "") onSend(text);
  }
  return (
    <form class="composer" dir={labels.direction} onSubmit={send}>
      {onAttach && (
        <>
          <button
            class="clip"
            type="button"
            aria-label={labels.attach}
            disabled={isDisabled}
            onClick={({ currentTarget }) =>
              (currentTarget.nextElementSibling as HTMLInputElement).click()
            }
          >
            {clipIcon()}
          </button>
          <input
            type="file"
            multiple
            hidden
            accept={accept}
            onChange={({ currentTarget }) => {
              onAttach([...(currentTarget.files ?? [])]);
              // So that the same file can be chosen again.
              currentTarget.value = "";
            }}
          />
        </>
      )}
      <div class="field" data-draft={draft}>
        <textarea
          aria-label={labels.message}
          placeholder={labels.placeholder}
          // An empty field has no direction of its own; its placeholder goes the language's way.
          dir={draft === "" ? undefined : "auto"}
          rows={1}
          enterkeyhint="send"
          value={draft}
          disabled={isDisabled}
          onInput={({ currentTarget }) => onDraft(currentTarget.value)}
          onPaste={(event) => {
            const { files, types } = event.clipboardData ?? {};
            // Office programs add a picture of the text that they copy.
            if (!onAttach || !files?.length || types?.includes("text/plain")) return;
            event.preventDefault();
            onAttach(files);
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.shiftKey && !isComposing(event)) send(event);
          }}
        />
      </div>
      {onEmoji && (
        <button
          class="clip smile"
          type="button"
          aria-label={labels.emoji}
          disabled={isDisabled}
          onClick={onEmoji}
        >
          {smileIcon()}
        </button>
      )}
      <button class="send" aria-label={labels.send} disabled={isDisabled || text === ""}>
        {iconOr(icon, sendIcon)}
      </button>
    </form>
  );
}

/** Safari ends a composition before the key that ended it; only its key code, 229, tells. */
function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
