import type { ComponentChildren, VNode } from "preact";
import { useId } from "preact/hooks";

interface SectionProps {
  readonly title: string;
  /** What it is for, in a sentence. */
  readonly lead?: string | undefined;
  /** What can be done to all of it, beside the heading. */
  readonly action?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A part of a page of the settings: a card with its heading. */
export function Section({ title, lead, action, children }: SectionProps): VNode {
  const id = useId();
  return (
    <section class="section" aria-labelledby={id}>
      <header class="section-head">
        <div>
          <h3 id={id}>{title}</h3>
          {lead !== undefined && <p>{lead}</p>}
        </div>
        {action}
      </header>
      {children}
    </section>
  );
}
