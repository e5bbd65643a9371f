/** @jsxImportSource ../jsx */
import type { Child } from "../jsx/jsx-runtime.ts";
import { CardView, type CardProps } from "./card.tsx";
import type { Card } from "./checked-content.ts";
import { backIcon } from "./icons.tsx";

export interface CarouselProps extends Omit<CardProps, "card"> {
  readonly cards: readonly Card[];
}

/** Cards side by side. Fingers and arrow keys move them, and buttons do for who points with a mouse. */
export function Carousel({ cards, ...props }: CarouselProps): Child {
  const { labels } = props;
  return (
    <div class="carousel" dir={labels.direction} ref={moveByButtons}>
      <div class="cards" role="group" aria-label={labels.cards} tabIndex={0}>
        {cards.map((card) => (
          <CardView {...props} card={card} />
        ))}
      </div>
      <button class="turn" type="button" aria-label={labels.previous} hidden>
        {backIcon()}
      </button>
      <button class="turn" type="button" aria-label={labels.next} hidden>
        {backIcon()}
      </button>
    </div>
  );
}

/** Pixels that a browser may be off by when it has scrolled to an end. */
const ROUNDING = 2;

/** A button is there as long as there is something in its direction. */
function moveByButtons(carousel: HTMLElement): void {
  const [cards, back, on] = carousel.children as unknown as HTMLElement[];
  if (!cards || !back || !on) return;
  function show(): void {
    if (!cards || !back || !on) return;
    const gone = Math.abs(cards.scrollLeft);
    back.hidden = gone < ROUNDING;
    on.hidden = gone > cards.scrollWidth - cards.clientWidth - ROUNDING;
  }
  for (const [button, way] of [
    [back, -1],
    [on, 1],
  ] as const) {
    button.onclick = () => {
      const forward = getComputedStyle(cards).direction === "rtl" ? -1 : 1;
      const step = cards.firstElementChild?.clientWidth ?? 0;
      cards.scrollBy({ left: way * forward * step });
    };
  }
  cards.onscroll = show;
  new ResizeObserver(show).observe(cards);
}
