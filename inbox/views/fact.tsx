import type { ComponentChildren, VNode } from "preact";

interface FactProps {
  readonly name: string;
  readonly children: ComponentChildren;
}

/** A line of a list of what is known. */
export function Fact({ name, children }: FactProps): VNode {
  return (
    <div class="fact">
      <dt>
        <bdi>{name}</bdi>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
