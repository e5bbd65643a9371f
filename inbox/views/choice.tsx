import type { ComponentChildren, VNode } from "preact";
import { Icon } from "./icons.tsx";

interface ChoiceProps {
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly children: ComponentChildren;
}

/** A line of a popup that can be chosen. */
export function Choice({ isChosen, onChoose, children }: ChoiceProps): VNode {
  return (
    <button class="choice" type="button" aria-pressed={isChosen} onClick={onChoose}>
      {children}
      {isChosen && <Icon name="check" />}
    </button>
  );
}
