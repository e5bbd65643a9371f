/**
 * The list of canned answers that a slash opens in the composer. The focus stays in the text: the list is
 * led by its keys, and named to a screen reader as the option that is chosen now.
 */
import type { RefObject, TargetedKeyboardEvent } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import type { CannedAnswer } from "../../../protocol/canned-answers.ts";
import type { Desk } from "../../desk/desk.ts";
import { fitting, slashWord, type SlashWord } from "./slash-word.ts";

export interface OpenList {
  readonly id: string;
  readonly options: readonly CannedAnswer[];
  readonly active: number;
  /** There is not one canned answer at all. */
  readonly isEmpty: boolean;
}

export interface CannedAnswers {
  /** Undefined: it is closed. */
  readonly list: OpenList | undefined;
  /** The text or the caret has changed. */
  readonly look: () => void;
  readonly close: () => void;
  /** Gives whether the key was one for the list. */
  readonly onKey: (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => boolean;
  readonly choose: (answer: CannedAnswer) => void;
}

/** `put` puts what is chosen in the place of the word. */
export function useCannedAnswers(
  { canned }: Desk,
  input: RefObject<HTMLTextAreaElement | null>,
  put: (answer: CannedAnswer, word: SlashWord) => void,
): CannedAnswers {
  const id = useId();
  const [word, setWord] = useState<SlashWord>();
  const [active, setActive] = useState(0);
  /** Where a slash stands that is meant as one. */
  const [refused, setRefused] = useState<number>();

  const isAsked = word !== undefined && word.start !== refused;
  useEffect(() => {
    if (isAsked) void canned.refresh();
  }, [isAsked, canned]);

  const options = isAsked && canned.all !== undefined ? fitting(canned.all, word.query) : [];
  const isEmpty = isAsked && canned.all?.length === 0 && word.query === "";
  const list =
    options.length > 0 || isEmpty
      ? { id, options, active: Math.min(active, options.length - 1), isEmpty }
      : undefined;

  function look(): void {
    const field = input.current;
    if (field === null) return;
    const { selectionStart, selectionEnd, value } = field;
    const found = selectionStart === selectionEnd ? slashWord(value, selectionEnd) : undefined;
    if (found === undefined) setRefused(undefined);
    if (found?.query !== word?.query) setActive(0);
    setWord(found);
  }

  function choose(answer: CannedAnswer): void {
    if (word !== undefined) put(answer, word);
    setWord(undefined);
  }

  function onKey(event: TargetedKeyboardEvent<HTMLTextAreaElement>): boolean {
    // Enter while an input method is composing chooses a word; Safari says so only by the code 229.
    if (list === undefined || event.isComposing || event.keyCode === 229) return false;
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const count = list.options.length;
    const chosen = list.options[list.active];
    if (event.key === "Escape") setRefused(word?.start);
    else if (chosen === undefined) return false;
    else if (event.key === "ArrowDown") setActive((list.active + 1) % count);
    else if (event.key === "ArrowUp") setActive((list.active + count - 1) % count);
    else if (isChoosing(event)) choose(chosen);
    else return false;
    event.preventDefault();
    return true;
  }

  return { list, look, close: () => setWord(undefined), onKey, choose };
}

function isChoosing({ key, shiftKey }: TargetedKeyboardEvent<HTMLTextAreaElement>): boolean {
  return (key === "Enter" || key === "Tab") && !shiftKey;
}
