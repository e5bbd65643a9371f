import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import { emptyCard, moved, RICH_LIMITS, type CardDraft } from "../../desk/rich-draft.ts";
import { labels } from "../../labels.ts";
import { Icon } from "../icons.tsx";
import { CardEditor } from "./card-editor.tsx";
import type { EditorTools } from "./editor-tools.ts";
import { OrderButtons } from "./order-buttons.tsx";

const text = labels.compose;

interface CardsEditorProps {
  readonly cards: readonly CardDraft[];
  readonly tools: EditorTools;
  readonly onChange: (cards: readonly CardDraft[]) => void;
}

/** The cards of a carousel, one below the other. */
export function CardsEditor({ cards, tools, onChange }: CardsEditorProps): VNode {
  const list = useRef<HTMLDivElement>(null);
  const isFull = cards.length >= RICH_LIMITS.cards;

  function add(): void {
    onChange([...cards, emptyCard(tools.newKey)]);
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(".edited-card:last-of-type input")?.focus(),
    );
  }

  function remove(index: number): void {
    onChange(cards.toSpliced(index, 1));
    list.current?.querySelector<HTMLElement>(".add-card")?.focus();
  }

  return (
    <div class="edited-cards" ref={list}>
      {cards.map((card, index) => (
        <section key={card.key} class="edited-card" aria-label={text.card(index + 1)}>
          <div class="edited-head">
            <h3>{text.card(index + 1)}</h3>
            <OrderButtons
              name={text.card(index + 1)}
              isFirst={index === 0}
              isLast={index === cards.length - 1}
              onMove={(step) => onChange(moved(cards, index, step))}
              onRemove={cards.length > 1 ? () => remove(index) : undefined}
            />
          </div>
          <CardEditor
            card={card}
            tools={tools}
            onChange={(changed) => onChange(cards.with(index, changed))}
          />
        </section>
      ))}
      <button
        class="button add-card"
        type="button"
        aria-disabled={isFull}
        onClick={() => !isFull && add()}
      >
        <Icon name="plus" />
        {text.addCard}
      </button>
      {isFull && <p class="hint">{text.most(RICH_LIMITS.cards)}</p>}
    </div>
  );
}
