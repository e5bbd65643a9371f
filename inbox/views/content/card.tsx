import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Content } from "../../../protocol/content.ts";
import { labels } from "../../labels.ts";
import { Icon } from "../icons.tsx";
import { LinkedText, WebLink } from "../linked-text.tsx";
import { ownFile } from "./own-file.ts";
import { plainName } from "./plain-name.ts";
import { Suggestions } from "./suggestions.tsx";

export type CardContent = Extract<Content, { type: "rich_card" }>["card"];

interface CardProps {
  readonly card: CardContent;
  readonly chosen: ReadonlySet<string> | undefined;
}

/** A picture, words and buttons. The picture is shown when it is ours, and a link otherwise. */
export function Card({ card, chosen }: CardProps): VNode {
  const { title, description, media, suggestions = [] } = card;
  return (
    <article class="rich-card">
      {media && <CardPicture key={media.url} url={media.url} alt={media.alt} />}
      {(title || description) && (
        <div class="rich-card-words" dir="auto">
          {title && <p class="rich-card-title">{title}</p>}
          {description && (
            <p>
              <LinkedText text={description} />
            </p>
          )}
        </div>
      )}
      {suggestions.length > 0 && <Suggestions suggestions={suggestions} chosen={chosen} />}
    </article>
  );
}

interface CardPictureProps {
  readonly url: string;
  readonly alt: string | undefined;
}

function CardPicture({ url, alt = "" }: CardPictureProps): VNode {
  const [isBroken, setBroken] = useState(false);
  const path = ownFile(url);
  const name = plainName(alt);
  if (path !== undefined && !isBroken) {
    return <img class="rich-card-picture" src={path} alt={name} onError={() => setBroken(true)} />;
  }
  return (
    <p class="rich-card-elsewhere">
      <Icon name="file" />
      <WebLink href={url} text={name || labels.content.image} />
    </p>
  );
}
