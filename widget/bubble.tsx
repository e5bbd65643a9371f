/** @jsxImportSource ./jsx */
import { chatIcon, closeIcon, iconOr } from "./icons.tsx";
import type { Child } from "./jsx/jsx-runtime.ts";
import { plural, type Labels } from "./labels.ts";

export interface BubbleProps {
  readonly isOpen: boolean;
  readonly unread: number;
  /** Shown instead of ours. */
  readonly icon: string | undefined;
  readonly labels: Labels;
  readonly onToggle: () => void;
}

/** The round button in the corner. What is unread is said beside it, so that its own name stays. */
export function Bubble({ isOpen, unread, icon, labels, onToggle }: BubbleProps): Child {
  return (
    <>
      <button
        class="bubble"
        type="button"
        aria-label={isOpen ? labels.close : labels.open}
        aria-expanded={isOpen}
        onClick={onToggle}
      >
        {isOpen ? closeIcon() : iconOr(icon, chatIcon)}
        {unread > 0 && (
          <span class="badge" aria-hidden="true">
            {unread > 99 ? "99+" : unread}
          </span>
        )}
      </button>
      <output class="hidden">{unread > 0 && plural(labels.unread, unread, labels.language)}</output>
    </>
  );
}
