import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { labels } from "../../labels.ts";
import { Lightbox } from "./lightbox.tsx";

interface PictureProps {
  readonly src: string;
  readonly name: string;
  readonly onError: () => void;
}

/** A picture in the thread, which opens to its full size. */
export function Picture({ src, name, onError }: PictureProps): VNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        class="media picture"
        type="button"
        aria-label={labels.content.view(name)}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <img src={src} alt={name} loading="lazy" onError={onError} />
      </button>
      {isOpen && <Lightbox src={src} name={name} onClose={() => setOpen(false)} />}
    </>
  );
}
