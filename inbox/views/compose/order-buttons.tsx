import type { VNode } from "preact";
import { labels } from "../../labels.ts";
import { Icon } from "../icons.tsx";

const text = labels.compose;

interface OrderButtonsProps {
  /** What is moved or removed. */
  readonly name: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: (step: -1 | 1) => void;
  /** Absent: it has to stay. */
  readonly onRemove: (() => void) | undefined;
}

/** One of a list: up, down, away. */
export function OrderButtons(props: OrderButtonsProps): VNode {
  const { name, isFirst, isLast, onMove, onRemove } = props;
  const isAlone = isFirst && isLast;
  return (
    <span class="order-buttons">
      {!isAlone && (
        <>
          <button
            class="icon-button"
            type="button"
            aria-label={text.moveUp(name)}
            disabled={isFirst}
            onClick={() => onMove(-1)}
          >
            <Icon name="up" />
          </button>
          <button
            class="icon-button"
            type="button"
            aria-label={text.moveDown(name)}
            disabled={isLast}
            onClick={() => onMove(1)}
          >
            <Icon name="down" />
          </button>
        </>
      )}
      {onRemove && (
        <button class="icon-button" type="button" aria-label={text.remove(name)} onClick={onRemove}>
          <Icon name="close" />
        </button>
      )}
    </span>
  );
}
