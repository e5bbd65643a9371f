import type { TargetedKeyboardEvent, VNode } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { findEmoji, readEmoji, type Emoji } from "../emoji/emoji.ts";
import { labels } from "../labels.ts";

const text = labels.emoji;
/** In a row, as the style has it. */
const COLUMNS = 8;

interface EmojiPickerProps {
  readonly recent: readonly string[];
  readonly onChoose: (sign: string) => void;
}

/** A field to search in, and the emoji in rows: the arrow keys lead through them, Tab stops once. */
export function EmojiPicker({ recent, onChoose }: EmojiPickerProps): VNode {
  const groups = useMemo(readEmoji, []);
  const all = useMemo(() => groups.flatMap(([, emoji]) => emoji), [groups]);
  const [sought, setSought] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  // After the popup, which gives the focus to all of itself.
  useLayoutEffect(() => queueMicrotask(() => input.current?.focus()), []);

  const used = recent.flatMap((sign) => all.find((each) => each.sign === sign) ?? []);
  const sections: readonly (readonly [string, readonly Emoji[]])[] =
    sought.trim() === ""
      ? [[text.recent, used], ...groups.map(([name, emoji]) => [text.groups[name], emoji] as const)]
      : [[text.found, findEmoji(all, sought)]];
  const shown = sections.filter(([, emoji]) => emoji.length > 0);
  const first = shown[0]?.[1][0];

  function onKey(event: TargetedKeyboardEvent<HTMLDivElement>): void {
    const isTyping = event.target === input.current;
    if (isTyping && event.key === "Enter" && !event.isComposing) {
      // The form around it would be sent.
      event.preventDefault();
      if (first !== undefined && sought.trim() !== "") onChoose(first.sign);
      return;
    }
    if (panel.current === null || (isTyping && event.key !== "ArrowDown")) return;
    if (!moveFocus(panel.current, event.key, isTyping, () => input.current?.focus())) return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div class="emoji-picker" role="presentation" ref={panel} onKeyDown={onKey}>
      <input
        ref={input}
        class="input"
        type="text"
        aria-label={text.search}
        placeholder={text.search}
        value={sought}
        onInput={({ currentTarget: { value } }) => setSought(value)}
      />
      <div class="emoji-groups">
        {shown.map(([name, emoji], group) => (
          <div key={name} role="group" aria-label={name}>
            <p class="emoji-group" aria-hidden="true">
              {name}
            </p>
            <div class="emoji-rows">
              {emoji.map((each, at) => (
                <button
                  key={each.sign}
                  class="emoji"
                  type="button"
                  tabIndex={group === 0 && at === 0 ? 0 : -1}
                  aria-label={nameOf(each)}
                  title={nameOf(each)}
                  onClick={() => onChoose(each.sign)}
                >
                  {each.sign}
                </button>
              ))}
            </div>
          </div>
        ))}
      </div>
      <p class={shown.length === 0 ? "emoji-none" : "visually-hidden"} role="status">
        {shown.length === 0 && text.none}
      </p>
    </div>
  );
}

function nameOf({ name }: Emoji): string {
  return labels.language === "de" ? name.de : name.en;
}

/** Gives whether the key was one for that. Up from the first row leads to the field. */
function moveFocus(
  panel: HTMLElement,
  key: string,
  isTyping: boolean,
  toField: () => void,
): boolean {
  const forward = getComputedStyle(panel).direction === "rtl" ? -1 : 1;
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: forward,
    ArrowLeft: -forward,
    ArrowDown: COLUMNS,
    ArrowUp: -COLUMNS,
  };
  const step = steps[key];
  if (step === undefined) return false;
  const all = [...panel.querySelectorAll<HTMLElement>(".emoji")];
  const at = all.indexOf(document.activeElement as HTMLElement);
  if (!isTyping && at + step < 0) toField();
  else all[isTyping ? 0 : Math.min(at + step, all.length - 1)]?.focus();
  return true;
}
