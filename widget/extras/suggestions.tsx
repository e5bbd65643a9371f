/** @jsxImportSource ../jsx */

/** Buttons that answer in the visitor's name, and links that look like them. */
import type { Choice, Suggestion } from "../../protocol/choices.ts";
import type { Content } from "../../protocol/content.ts";
import type { Child } from "../jsx/jsx-runtime.ts";
import { link } from "./linked-text.tsx";
import type { ExtraLabels } from "./labels.ts";
import { checkIcon, outwardsIcon } from "./icons.tsx";
import type { Offer } from "./offers.ts";

export interface SuggestionsProps {
  readonly suggestions: readonly Suggestion[];
  readonly offer: Offer;
  /** The channel takes no messages any more. */
  readonly isClosed: boolean;
  readonly labels: ExtraLabels;
  readonly onSend: (content: Content) => void;
}

export function Suggestions(props: SuggestionsProps): Child {
  const { suggestions, labels } = props;
  return (
    <div class="suggestions" role="group" aria-label={labels.answers} dir={labels.direction}>
      {suggestions.map((one) =>
        "url" in one
          ? link(one.url, [<span dir="auto">{one.text}</span>, outwardsIcon()])
          : choiceButton(one, props),
      )}
    </div>
  );
}

/** One that is over keeps the focus, so that a keyboard does not lose its place. */
function choiceButton(
  choice: Choice,
  { offer, isClosed, labels, onSend }: SuggestionsProps,
): Child {
  const state = offer.stateOf(choice);
  const isOpen = state === "open" && !isClosed;
  return (
    <button
      type="button"
      class={state}
      aria-disabled={isOpen ? undefined : "true"}
      onClick={({ currentTarget }) => {
        if (!isOpen) return;
        const panel = currentTarget.closest(".panel");
        onSend({ type: "suggestion_response", ...choice });
        if (!currentTarget.isConnected) focusInstead(panel);
      }}
    >
      {state === "chosen" && (
        <>
          {checkIcon()}
          <span class="hidden">{labels.chosen}: </span>
        </>
      )}
      <span dir="auto">{choice.text}</span>
    </button>
  );
}

/** Where one writes; but a screen's keyboard comes only when it is asked for. */
function focusInstead(panel: Element | null): void {
  const target = matchMedia("(pointer: coarse)").matches ? null : panel?.querySelector("textarea");
  const thread = panel?.querySelector<HTMLElement>(".thread");
  (target ?? thread)?.focus({ preventScroll: true });
}
