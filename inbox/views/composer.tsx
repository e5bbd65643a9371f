import type { TargetedKeyboardEvent, VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { CannedAnswer } from "../../protocol/canned-answers.ts";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { AttachedFiles } from "./attached-files.tsx";
import { CannedList, listAttributes } from "./canned/canned-list.tsx";
import { filledIn } from "./canned/slash-word.ts";
import { useCannedAnswers } from "./canned/use-canned-answers.ts";
import { ComposerTools, type ComposerToolProps } from "./composer-tools.tsx";
import { Icon } from "./icons.tsx";
import { focusOpenRow } from "./rows.ts";
import { WritingSwitch } from "./writing-switch.tsx";

interface ComposerProps {
  readonly desk: Desk;
  readonly conversationId: string;
  readonly visitor: string;
}

export function Composer({ desk, conversationId, visitor }: ComposerProps): VNode {
  const { drafts, attachments } = desk;
  const writing = drafts.writing(conversationId);
  const isForTeam = writing === "note";
  const [texts, setTexts] = useState(() => ({
    reply: drafts.get(conversationId),
    note: drafts.get(conversationId, "note"),
  }));
  const text = texts[writing];
  const input = useRef<HTMLTextAreaElement>(null);
  const isBlank = text.trim() === "";
  const isEmpty = isBlank && (isForTeam || !attachments.areReady(conversationId));

  // On a touch screen focus would bring up the keyboard over what is to be read first.
  useEffect(() => {
    if (matchMedia("(pointer: fine)").matches) input.current?.focus({ preventScroll: true });
  }, []);
  useLayoutEffect(() => fitToText(input.current), [text]);

  function type(typed: string): void {
    setTexts({ ...texts, [writing]: typed });
    desk.type(conversationId, typed, writing);
  }

  /** Where the caret is, in place of what is selected. */
  const insert: ComposerToolProps["insert"] = (given) => {
    const field = input.current;
    if (field === null) return;
    const { selectionStart: from, selectionEnd: to, value } = field;
    put(typeof given === "string" ? given : given(value.slice(0, from)), from, to);
    canned.look();
  };

  function put(inserted: string, from: number, to: number): void {
    const field = input.current;
    if (field === null) return;
    field.setRangeText(inserted, from, to, "end");
    type(field.value);
    field.focus();
  }

  const me = desk.profile.account?.first_name ?? desk.operator.first_name;
  const filled = ({ text: said }: CannedAnswer): string => filledIn(said, { visitor, me });
  const canned = useCannedAnswers(desk, input, (answer, { start, end }) => {
    put(filled(answer), start, end);
  });

  function send(): void {
    if (isEmpty) return;
    if (isForTeam) desk.note(conversationId, text.trim());
    else sendReply();
    setTexts({ ...texts, [writing]: "" });
    input.current?.focus();
  }

  function sendReply(): void {
    if (!isBlank) desk.reply(conversationId, text.trim());
    for (const file of attachments.take(conversationId)) desk.outbox.addFile(conversationId, file);
  }

  return (
    <form
      class={isForTeam ? "composer for-team" : "composer"}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <CannedList canned={canned} filled={filled} />
      <WritingSwitch
        writing={writing}
        onTurn={(kind) => drafts.turnTo(conversationId, kind)}
        onPointed={() => input.current?.focus()}
      />
      <textarea
        ref={input}
        class="composer-input"
        rows={1}
        dir="auto"
        value={text}
        aria-label={isForTeam ? labels.notes.name : labels.composer.name}
        placeholder={isForTeam ? labels.notes.placeholder : labels.composer.placeholder(visitor)}
        enterkeyhint="send"
        onPaste={(event) => {
          const { files, types } = event.clipboardData ?? {};
          // Office programs add a picture of the text that they copy.
          if (isForTeam || !files?.length || types?.includes("text/plain")) return;
          event.preventDefault();
          attachments.add(conversationId, files);
        }}
        {...listAttributes(canned.list)}
        onInput={(event) => {
          type(event.currentTarget.value);
          canned.look();
        }}
        onKeyUp={canned.look}
        onClick={canned.look}
        onBlur={canned.close}
        onKeyDown={(event) => {
          if (canned.onKey(event)) return;
          if (event.key === "Escape" && !event.isComposing) return focusOpenRow();
          if (!isSendKey(event)) return;
          event.preventDefault();
          send();
        }}
      />
      {!isForTeam && <AttachedFiles desk={desk} conversationId={conversationId} />}
      <div class="composer-bar">
        <ComposerTools
          desk={desk}
          conversationId={conversationId}
          insert={insert}
          isForTeam={isForTeam}
        />
        <span class="composer-hint">{isForTeam ? labels.notes.hint : labels.composer.hint}</span>
        <button class="button primary send" type="submit" disabled={isEmpty}>
          {isForTeam ? labels.notes.add : labels.composer.send}
          <Icon name={isForTeam ? "lock" : "send"} />
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
