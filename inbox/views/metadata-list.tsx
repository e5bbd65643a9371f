import type { VNode } from "preact";
import { labels } from "../labels.ts";
import { Fact } from "./fact.tsx";
import { LinkedText } from "./linked-text.tsx";
import { metadataFacts } from "./metadata-facts.ts";

/** What the site or a bot has noted. */
export function MetadataList({ metadata }: { readonly metadata: object }): VNode {
  const facts = metadataFacts(metadata);
  return (
    <section class="metadata">
      <h4>{labels.details.metadata}</h4>
      {facts.length === 0 ? (
        <p class="metadata-none">{labels.details.noMetadata}</p>
      ) : (
        <dl class="facts">
          {facts.map(({ key, value }) => (
            <Fact key={key} name={key}>
              <bdi>
                <LinkedText text={value} />
              </bdi>
            </Fact>
          ))}
        </dl>
      )}
    </section>
  );
}
