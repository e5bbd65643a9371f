/** @jsxImportSource ../jsx */

/** A grid of emojis above the field where one writes. One place of it is in the tab order, the arrows move it. */
import { createDrawing } from "../jsx/draw.ts";
import type { Child } from "../jsx/jsx-runtime.ts";
import type { Labels } from "../labels.ts";
import { moved } from "./emoji-grid.ts";
import { EMOJI_GROUPS } from "./emoji-groups.ts";
import { withExtras } from "./labels.ts";

const SIZES = EMOJI_GROUPS.map(({ emojis }) => emojis.length);

/** Opens it, or closes the one that is open. */
export function pickEmoji(root: Element, labels: Labels): void {
  const composer = root.querySelector(".composer");
  const field = composer?.querySelector("textarea");
  const opener = composer?.querySelector<HTMLElement>(".smile");
  // It may have taken long to get here: the panel can be closed by now.
  if (!composer || !field || !opener || field.disabled) return;
  const open = composer.querySelector(".emojis");
  if (open) {
    open.dispatchEvent(new Event("close"));
    return;
  }
  const { picker, buttons } = createPicker(labels);
  const done = new AbortController();
  const { signal } = done;

  function close(): void {
    done.abort();
    picker.remove();
    opener?.setAttribute("aria-expanded", "false");
  }

  function backToField(): void {
    close();
    field?.focus({ preventScroll: true });
  }

  function insert(emoji: string): void {
    if (!field) return;
    field.setRangeText(emoji, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input"));
    backToField();
  }

  picker.addEventListener("close", backToField);
  picker.addEventListener("click", ({ target }) => {
    const index = buttons.indexOf(target as HTMLButtonElement);
    if (index >= 0) insert(buttons[index]?.textContent ?? "");
  });
  picker.addEventListener("keydown", (event) => {
    // The panel would close.
    event.stopPropagation();
    if (event.key === "Escape") return backToField();
    const place = buttons.findIndex(({ tabIndex }) => tabIndex === 0);
    const forward = labels.direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const next = moved(SIZES, place, event.key, forward);
    if (next === undefined) return;
    event.preventDefault();
    reach(buttons, next);
  });
  // Whoever goes elsewhere has done with it.
  picker.addEventListener("focusout", ({ relatedTarget }) => {
    if (!picker.contains(relatedTarget as Node | null)) close();
  });
  // Else the focus would leave the picker before the click that closes it, which would open it again.
  opener.addEventListener("mousedown", (event) => event.preventDefault(), { signal });
  composer.append(picker);
  opener.setAttribute("aria-expanded", "true");
  reach(buttons, 0);
}

/** Makes that one the grid's place in the tab order. */
function reach(buttons: readonly HTMLButtonElement[], place: number): void {
  for (const [index, button] of buttons.entries()) button.tabIndex = index === place ? 0 : -1;
  buttons[place]?.focus();
}

interface Picker {
  readonly picker: HTMLElement;
  readonly buttons: readonly HTMLButtonElement[];
}

function createPicker(labels: Labels): Picker {
  const picker = document.createElement("div");
  picker.className = "emojis";
  picker.tabIndex = -1;
  picker.dir = labels.direction;
  picker.setAttribute("role", "dialog");
  picker.setAttribute("aria-label", labels.emoji);
  createDrawing(picker)(groups(labels));
  return { picker, buttons: [...picker.querySelectorAll("button")] };
}

function groups(labels: Labels): Child {
  const words = withExtras(labels);
  return EMOJI_GROUPS.map(({ label, emojis }) => (
    <div role="group" aria-label={words[label]}>
      <p aria-hidden="true">{words[label]}</p>
      {emojis.map((emoji) => (
        <button type="button" tabIndex={-1}>
          {emoji}
        </button>
      ))}
    </div>
  ));
}
