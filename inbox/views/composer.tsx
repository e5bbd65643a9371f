import type { TargetedKeyboardEvent, VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { AttachedFiles } from "./attached-files.tsx";
import { ComposerTools } from "./composer-tools.tsx";
import { Icon } from "./icons.tsx";
import { focusOpenRow } from "./rows.ts";

interface ComposerProps {
  readonly desk: Desk;
  readonly conversationId: string;
  readonly visitor: string;
}

export function Composer({ desk, conversationId, visitor }: ComposerProps): VNode {
  const [text, setText] = useState(() => desk.drafts.get(conversationId));
  const input = useRef<HTMLTextAreaElement>(null);
  const isBlank = text.trim() === "";
  const isEmpty = isBlank && !desk.attachments.areReady(conversationId);

  // On a touch screen focus would bring up the keyboard over what is to be read first.
  useEffect(() => {
    if (matchMedia("(pointer: fine)").matches) input.current?.focus({ preventScroll: true });
  }, []);
  useLayoutEffect(() => fitToText(input.current), [text]);

  function type(typed: string): void {
    setText(typed);
    desk.type(conversationId, typed);
  }

  /** Where the caret is, in place of what is selected. */
  function insert(inserted: string): void {
    const field = input.current;
    if (field === null) return;
    field.setRangeText(inserted, field.selectionStart, field.selectionEnd, "end");
    type(field.value);
    field.focus();
  }

  function send(): void {
    if (isEmpty) return;
    if (!isBlank) desk.reply(conversationId, text.trim());
    for (const file of desk.attachments.take(conversationId)) {
      desk.outbox.addFile(conversationId, file);
    }
    setText("");
    input.current?.focus();
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={input}
        class="composer-input"
        rows={1}
        dir="auto"
        value={text}
        aria-label={labels.composer.name}
        placeholder={labels.composer.placeholder(visitor)}
        enterkeyhint="send"
        onPaste={(event) => {
          const { files, types } = event.clipboardData ?? {};
          // Office programs add a picture of the text that they copy.
          if (!files?.length || types?.includes("text/plain")) return;
          event.preventDefault();
          desk.attachments.add(conversationId, files);
        }}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && !event.isComposing) return focusOpenRow();
          if (!isSendKey(event)) return;
          event.preventDefault();
          send();
        }}
      />
      <AttachedFiles desk={desk} conversationId={conversationId} />
      <div class="composer-bar">
        <ComposerTools desk={desk} conversationId={conversationId} insert={insert} />
        <span class="composer-hint">{labels.composer.hint}</span>
        <button class="button primary send" type="submit" disabled={isEmpty}>
          {labels.composer.send}
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}

/** Enter while an input method is composing chooses a word; Safari says so only by the code 229. */
function isSendKey(event: TargetedKeyboardEvent<HTMLTextAreaElement>): boolean {
  return event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
}

/** For browsers without `field-sizing`. */
function fitToText(input: HTMLTextAreaElement | null): void {
  if (input === null || CSS.supports("field-sizing", "content")) return;
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight}px`;
}
