import type { VNode } from "preact";
import type { Writing } from "../desk/drafts.ts";
import { labels } from "../labels.ts";
import { Icon } from "./icons.tsx";

const text = labels.notes;
const KINDS: readonly Writing[] = ["reply", "note"];

interface WritingSwitchProps {
  readonly writing: Writing;
  readonly onTurn: (writing: Writing) => void;
  /** It was turned with the pointer: what comes next is writing. */
  readonly onPointed: () => void;
}

/** An answer for the visitor, or a note for the team. */
export function WritingSwitch({ writing, onTurn, onPointed }: WritingSwitchProps): VNode {
  return (
    <fieldset class="writing-switch">
      <legend class="visually-hidden">{text.switch}</legend>
      {KINDS.map((kind) => (
        <label key={kind} class="writing-kind" onPointerUp={() => requestAnimationFrame(onPointed)}>
          <input
            class="visually-hidden"
            type="radio"
            name="writing"
            checked={kind === writing}
            onChange={() => onTurn(kind)}
          />
          {kind === "note" && <Icon name="lock" />}
          {text[kind]}
        </label>
      ))}
    </fieldset>
  );
}
