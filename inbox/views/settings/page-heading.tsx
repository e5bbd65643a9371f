import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface PageHeadingProps {
  readonly title: string;
  /** What the page is for, in a sentence. */
  readonly lead: string;
}

/** The page has changed under the focus: a screen reader goes on here. */
export function PageHeading({ title, lead }: PageHeadingProps): VNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <>
      <h2 ref={heading} tabIndex={-1} dir="auto">
        {title}
      </h2>
      <p class="settings-lead">{lead}</p>
    </>
  );
}
