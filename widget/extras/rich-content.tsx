/** @jsxImportSource ../jsx */

/** What a message is beyond plain words. */
import type { Content } from "../../protocol/content.ts";
import type { Connection } from "../connection.ts";
import type { Child } from "../jsx/jsx-runtime.ts";
import type { Labels } from "../labels.ts";
import { linkedText } from "./linked-text.tsx";
import { attachment } from "./attachment.tsx";
import { CardView } from "./card.tsx";
import { Carousel } from "./carousel.tsx";
import { checkedContent } from "./checked-content.ts";
import { withExtras } from "./labels.ts";
import { offerOf, type ThreadSoFar } from "./offers.ts";
import { richText } from "./rich-text.tsx";
import { Suggestions } from "./suggestions.tsx";

export interface RichContentProps extends ThreadSoFar {
  readonly content: Content;
  /** Absent: it is the welcome. */
  readonly row?: { readonly id: string };
  readonly connection: Connection;
  readonly labels: Labels;
  /** The address of ours. */
  readonly server: string;
  /** Sends in the visitor's name. */
  readonly onSend: (content: Content) => void;
}

/** @returns undefined when that is nothing that can be drawn */
export function RichContent(props: RichContentProps): Child {
  const content = checkedContent(props.content);
  if (content === undefined) return undefined;
  if ("url" in content) return attachment(content, props.labels, props.server);
  if (content.type === "rich_text") return richText(content.text);
  const offer = offerOf(props.row?.id, props);
  const shared = {
    offer,
    isClosed: props.connection === "closed",
    labels: withExtras(props.labels),
    server: props.server,
    onSend: props.onSend,
  };
  switch (content.type) {
    case "quick_replies":
      return (
        <>
          <span class="said">{linkedText(content.text)}</span>
          {!offer.isPast && <Suggestions {...shared} suggestions={content.quick_replies} />}
        </>
      );
    case "rich_card":
      return <CardView {...shared} card={content.card} />;
    case "rich_card_carousel":
      return <Carousel {...shared} cards={content.cards} />;
    default:
      return linkedText(content.text);
  }
}
