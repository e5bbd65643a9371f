import type { VNode } from "preact";
import { labels } from "../../labels.ts";
import { Icon } from "../icons.tsx";
import { WebLink } from "../linked-text.tsx";
import { choiceKey, type Suggestion } from "../../../protocol/choices.ts";

interface SuggestionsProps {
  readonly suggestions: readonly Suggestion[];
  readonly chosen: ReadonlySet<string> | undefined;
}

/** The buttons that the visitor has: answers say what they are, links can be followed. */
export function Suggestions({ suggestions, chosen }: SuggestionsProps): VNode {
  return (
    <ul class="suggestions" role="list" aria-label={labels.content.choices}>
      {suggestions.map((each) => {
        if ("url" in each) {
          return (
            <li class="suggestion is-link" title={each.url}>
              <Icon name="away" />
              <WebLink href={each.url} text={each.text} />
            </li>
          );
        }
        const isChosen = chosen?.has(choiceKey(each)) === true;
        return (
          <li class={isChosen ? "suggestion is-chosen" : "suggestion"} dir="auto">
            {isChosen && (
              <>
                <Icon name="check" />
                <span class="visually-hidden">{labels.content.chosen}: </span>
              </>
            )}
            {each.text}
          </li>
        );
      })}
    </ul>
  );
}
