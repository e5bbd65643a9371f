import type { VNode } from "preact";
import { useId, useState } from "preact/hooks";
import type { TagColor } from "../../protocol/tags.ts";
import { labels } from "../labels.ts";
import { Icon } from "./icons.tsx";

const text = labels.tags;
const COLORS = Object.keys(text.colors) as readonly TagColor[];
/** As the server has it. */
const LENGTH = 50;

interface NewTagProps {
  /** Gives whether it was made. */
  readonly onMake: (name: string, color: TagColor) => Promise<boolean>;
}

export function NewTag({ onMake }: NewTagProps): VNode {
  const [name, setName] = useState("");
  const [color, setColor] = useState<TagColor>("tag-blue");
  const id = useId();

  async function make(): Promise<void> {
    if (name.trim() !== "" && (await onMake(name.trim(), color))) setName("");
  }

  return (
    <form
      class="new-tag"
      aria-label={text.make}
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <div class="new-tag-line">
        <input
          class="input"
          type="text"
          dir="auto"
          maxLength={LENGTH}
          value={name}
          aria-label={text.name}
          placeholder={text.make}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <button class="icon-button" type="submit" aria-label={text.add} disabled={!name.trim()}>
          <Icon name="plus" />
        </button>
      </div>
      <fieldset class="swatches">
        <legend class="visually-hidden">{text.color}</legend>
        {COLORS.map((each) => (
          <label key={each} class="swatch" title={text.colors[each]}>
            <input
              type="radio"
              name={id}
              value={each}
              checked={each === color}
              onChange={() => setColor(each)}
            />
            <span class={`dot ${each}`} aria-hidden="true" />
            <span class="visually-hidden">{text.colors[each]}</span>
          </label>
        ))}
      </fieldset>
    </form>
  );
}
