/** @jsxImportSource ../jsx */
import type { Child } from "../jsx/jsx-runtime.ts";
import { link, linkedText } from "./linked-text.tsx";
import type { Card } from "./checked-content.ts";
import { Suggestions, type SuggestionsProps } from "./suggestions.tsx";
import { uploadedPath } from "./uploaded-path.ts";

export interface CardProps extends Omit<SuggestionsProps, "suggestions"> {
  readonly card: Card;
  /** The address of ours. */
  readonly server: string;
}

/** A picture, words and buttons. */
export function CardView({ card, server, ...props }: CardProps): Child {
  const { title, description, media, suggestions = [] } = card;
  return (
    <article class="card" aria-label={title ?? description}>
      {media && picture(media, props.labels.picture, server)}
      {(title || description) && (
        <div class="words" dir="auto">
          {title && <strong>{title}</strong>}
          {description && <p>{linkedText(description)}</p>}
        </div>
      )}
      {suggestions.length > 0 && <Suggestions {...props} suggestions={suggestions} />}
    </article>
  );
}

/** Only what our own server has is loaded; what is elsewhere is a link. */
function picture({ url, alt }: NonNullable<Card["media"]>, word: string, server: string): Child {
  const path = uploadedPath(url);
  if (path) return <img src={server + path} alt={alt ?? ""} />;
  return (
    <p class="elsewhere" dir="auto">
      {link(url, alt ?? word)}
    </p>
  );
}
