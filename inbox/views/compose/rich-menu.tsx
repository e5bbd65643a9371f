import type { VNode } from "preact";
import type { RichKind } from "../../desk/rich-draft.ts";
import { labels } from "../../labels.ts";
import type { ComposerToolProps } from "../composer-tools.tsx";
import { Icon, type IconName } from "../icons.tsx";
import { Popup } from "../popup.tsx";

const text = labels.compose;
const KINDS: readonly (readonly [RichKind, IconName])[] = [
  ["quick_replies", "choices"],
  ["rich_card", "card"],
  ["rich_card_carousel", "carousel"],
];

/** The messages that are put together in a form. */
export function RichMenu({ desk, conversationId }: ComposerToolProps): VNode {
  return (
    <Popup label={text.menu} title={text.menu} kind="tool-button" button={<Icon name="plus" />}>
      {(close) =>
        KINDS.map(([kind, icon]) => (
          <button
            key={kind}
            class="choice"
            type="button"
            onClick={() => {
              close();
              desk.rich.open(conversationId, kind);
            }}
          >
            <Icon name={icon} />
            <span class="choice-text">
              {text.kinds[kind]}
              <span class="choice-hint">{text.kindTexts[kind]}</span>
            </span>
            {desk.rich.has(conversationId, kind) && <em class="row-draft">{text.draft}</em>}
          </button>
        ))
      }
    </Popup>
  );
}
