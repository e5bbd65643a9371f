import type { VNode } from "preact";

interface HighlightedProps {
  readonly text: string;
  /** Start and length each, in UTF-16 units, in their order. */
  readonly ranges: readonly (readonly number[])[];
}

/** Text with what was found in it marked. */
export function Highlighted({ text, ranges }: HighlightedProps): VNode {
  return (
    <>
      {pieces(text, ranges).map((piece) =>
        piece.isFound ? <mark>{piece.text}</mark> : piece.text,
      )}
    </>
  );
}

interface Piece {
  readonly text: string;
  readonly isFound: boolean;
}

export function pieces(text: string, ranges: HighlightedProps["ranges"]): readonly Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const [start = 0, length = 0] of ranges) {
    if (start < end || length <= 0) continue;
    found.push({ text: text.slice(end, start), isFound: false });
    found.push({ text: text.slice(start, start + length), isFound: true });
    end = start + length;
  }
  found.push({ text: text.slice(end), isFound: false });
  return found.filter((piece) => piece.text !== "");
}
