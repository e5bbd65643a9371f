/** What a message is beyond plain words. */
import type { Content } from "../../protocol/content.ts";
import type { Child } from "../jsx/jsx-runtime.ts";
import type { Labels } from "../labels.ts";
import { linkedText } from "../linked-text.tsx";
import { attachment } from "./attachment.tsx";

export interface RichContentProps {
  readonly content: Content;
  readonly labels: Labels;
  /** The address of ours. */
  readonly server: string;
  /** It is the newest message: what it offers can still be chosen. */
  readonly isNewest: boolean;
  /** Sends in the visitor's name. */
  readonly onSend: (content: Content) => void;
}

export function RichContent({ content, labels, server }: RichContentProps): Child {
  switch (content.type) {
    case "image":
    case "video":
    case "audio":
    case "file":
      return attachment(content, labels, server);
    case "rich_card":
      return linkedText(content.fallback ?? textOf(content.card));
    case "rich_card_carousel":
      return linkedText(content.fallback ?? content.cards.map(textOf).join("\n\n"));
    default:
      return linkedText(content.text);
  }
}

interface Card {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
}

function textOf({ title, description }: Card): string {
  return [title, description].filter(Boolean).join("\n");
}
