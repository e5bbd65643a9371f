import type { VNode } from "preact";
import { labels } from "../labels.ts";
import { Popup } from "./popup.tsx";

const text = labels.filters;

/** What may stand in the search field beside words. A click on an example puts it there. */
export function FilterHelp({ onTake }: { readonly onTake: (example: string) => void }): VNode {
  return (
    <Popup label={text.help} title={text.help} kind="search-help" button="?">
      {(close) => (
        <div class="filter-help">
          <p>{text.words}</p>
          <ul role="list">
            {text.fields.map(([example = "", meaning]) => (
              <li key={example}>
                <button
                  class="choice filter-example"
                  type="button"
                  onClick={() => {
                    close();
                    onTake(example);
                  }}
                >
                  <code>{example}</code>
                  <span>{meaning}</span>
                </button>
              </li>
            ))}
          </ul>
          <p>{text.more}</p>
        </div>
      )}
    </Popup>
  );
}
