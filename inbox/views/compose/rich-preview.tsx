import type { VNode } from "preact";
import type { ButtonDraft, CardDraft, RichDraft } from "../../desk/rich-draft.ts";
import { labels } from "../../labels.ts";
import { LinkedText } from "../linked-text.tsx";
import { ownFile } from "../content/own-file.ts";

const { blank, preview } = labels.compose;

/** The message as the visitor's chat shows it, while it is written. */
export function RichPreview({ draft }: { readonly draft: RichDraft }): VNode {
  return (
    <section class="preview" aria-label={preview}>
      <h3 class="preview-title">{preview}</h3>
      <div class="preview-chat">
        {draft.kind === "quick_replies" ? (
          <>
            <p class="preview-bubble" dir="auto">
              <Words text={draft.text} instead={blank.question} />
            </p>
            <Buttons buttons={draft.buttons} />
          </>
        ) : (
          <ul
            class="preview-cards"
            role="list"
            tabIndex={0}
            aria-label={labels.content.carousel(draft.cards.length)}
          >
            {draft.cards.map((card) => (
              <li key={card.key}>
                <PreviewCard card={card} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

function PreviewCard({ card }: { readonly card: CardDraft }): VNode {
  const { title, description, picture, buttons } = card;
  const hasNothing = [title, description].every((each) => each.trim() === "") && !picture;
  return (
    <article class="preview-card">
      {picture && <img src={ownFile(picture.url)} alt={picture.alt} />}
      <div class="preview-words" dir="auto">
        {(title.trim() !== "" || hasNothing) && (
          <p class="preview-card-title">
            <Words text={title} instead={blank.title} />
          </p>
        )}
        {description.trim() !== "" && (
          <p>
            <LinkedText text={description.trim()} />
          </p>
        )}
      </div>
      <Buttons buttons={buttons} />
    </article>
  );
}

function Buttons({ buttons }: { readonly buttons: readonly ButtonDraft[] }): VNode {
  if (buttons.length === 0) return <></>;
  return (
    <ul class="preview-buttons" role="list">
      {buttons.map(({ key, text }) => (
        <li key={key} dir="auto">
          <Words text={text} instead={blank.button} />
        </li>
      ))}
    </ul>
  );
}

function Words({ text, instead }: { readonly text: string; readonly instead: string }): VNode {
  return text.trim() === "" ? (
    <span class="preview-blank">{instead}</span>
  ) : (
    <LinkedText text={text.trim()} />
  );
}
