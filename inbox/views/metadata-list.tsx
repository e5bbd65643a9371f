import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { valueAt } from "../desk/metadata.ts";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { CONTACT_KEYS } from "./contact-facts.tsx";
import { Icon } from "./icons.tsx";
import { LinkedText } from "./linked-text.tsx";
import { metadataFacts } from "./metadata-facts.ts";
import { FactForm } from "./fact-form.tsx";
import { EditableFact } from "./editable-fact.tsx";

interface MetadataListProps {
  readonly desk: Desk;
  readonly conversationId: string;
  readonly metadata: object;
}

/** What the site, a bot or an operator has noted. */
export function MetadataList({ desk, conversationId, metadata }: MetadataListProps): VNode {
  const facts = metadataFacts(metadata).filter(({ key }) => !CONTACT_KEYS.has(key));
  const [isAdding, setAdding] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasAdding = useRef(false);
  useEffect(() => {
    if (wasAdding.current && !isAdding) button.current?.focus();
    wasAdding.current = isAdding;
  }, [isAdding]);

  // The line that had the focus is gone: it goes on beside it.
  const isRemoving = useRef(false);
  useEffect(() => {
    if (isRemoving.current) button.current?.focus();
    isRemoving.current = false;
  }, [facts.length]);

  return (
    <section class="metadata" aria-label={labels.details.metadata}>
      <header class="metadata-head">
        <h4>{labels.details.metadata}</h4>
        {!isAdding && (
          <button
            ref={button}
            class="icon-button"
            type="button"
            aria-label={labels.facts.add}
            title={labels.facts.add}
            onClick={() => setAdding(true)}
          >
            <Icon name="plus" />
          </button>
        )}
      </header>
      {isAdding && (
        <FactForm
          desk={desk}
          conversationId={conversationId}
          fact={undefined}
          onClose={() => setAdding(false)}
        />
      )}
      {facts.length === 0 ? (
        !isAdding && <p class="metadata-none">{labels.details.noMetadata}</p>
      ) : (
        <dl class="facts">
          {facts.map(({ key, value }) => (
            <EditableFact
              key={key}
              desk={desk}
              conversationId={conversationId}
              name={key}
              at={key}
              value={valueAt(metadata, key)}
              onRemove={() => {
                isRemoving.current = true;
              }}
            >
              <LinkedText text={value} />
            </EditableFact>
          ))}
        </dl>
      )}
    </section>
  );
}
