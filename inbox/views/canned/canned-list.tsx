import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { CannedAnswer } from "../../../protocol/canned-answers.ts";
import { labels } from "../../labels.ts";
import { hrefOf } from "../../route.ts";
import type { CannedAnswers, OpenList } from "./use-canned-answers.ts";

const text = labels.canned;

/** What the text area says of the list. */
export function listAttributes(list: OpenList | undefined): object {
  const isThere = list !== undefined && list.options.length > 0;
  return {
    "aria-autocomplete": "list",
    "aria-haspopup": "listbox",
    "aria-controls": isThere ? list.id : undefined,
    "aria-activedescendant": isThere ? optionId(list, list.active) : undefined,
  };
}

function optionId({ id }: OpenList, at: number): string {
  return `${id}-${at}`;
}

interface CannedListProps {
  readonly canned: CannedAnswers;
  /** What an answer says here. */
  readonly filled: (answer: CannedAnswer) => string;
}

/** Stands over the composer while a word after a slash asks for it. */
export function CannedList({ canned, filled }: CannedListProps): VNode {
  const { list, choose } = canned;
  const chosen = useRef<HTMLButtonElement>(null);
  const active = list?.active;
  useEffect(() => chosen.current?.scrollIntoView({ block: "nearest" }), [active]);
  return (
    <>
      <p class="visually-hidden" role="status">
        {list !== undefined && (list.isEmpty ? text.none : text.found(list.options.length))}
      </p>
      {list !== undefined && (
        // The focus stays in the text.
        <div class="canned" role="presentation" onMouseDown={(event) => event.preventDefault()}>
          {list.isEmpty ? (
            <p class="canned-none">{text.none}</p>
          ) : (
            <div class="canned-options" id={list.id} role="listbox" aria-label={text.title}>
              {list.options.map((answer, at) => (
                <button
                  key={answer.id}
                  id={optionId(list, at)}
                  {...(at === active && { ref: chosen })}
                  class="canned-option"
                  type="button"
                  role="option"
                  aria-selected={at === active}
                  tabIndex={-1}
                  onClick={() => choose(answer)}
                >
                  <bdi class="canned-shortcut">/{answer.shortcut}</bdi>
                  <span class="canned-text line" dir="auto">
                    {filled(answer)}
                  </span>
                </button>
              ))}
            </div>
          )}
          <p class="canned-foot">
            <span class="canned-keys">{text.keys}</span>
            <a href={hrefOf({ settings: "answers" })}>{text.manage}</a>
          </p>
        </div>
      )}
    </>
  );
}
