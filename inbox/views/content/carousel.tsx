import type { VNode } from "preact";
import { labels } from "../../labels.ts";
import { Card, type CardContent } from "./card.tsx";

interface CarouselProps {
  readonly cards: readonly CardContent[];
  readonly chosen: ReadonlySet<string> | undefined;
}

/** Cards side by side. With the focus on it the arrow keys move it, as they do any scrolling region. */
export function Carousel({ cards, chosen }: CarouselProps): VNode {
  return (
    <ul
      class="carousel"
      role="list"
      tabIndex={0}
      aria-label={labels.content.carousel(cards.length)}
    >
      {cards.map((card) => (
        <li>
          <Card card={card} chosen={chosen} />
        </li>
      ))}
    </ul>
  );
}
