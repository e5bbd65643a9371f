import type { VNode } from "preact";
import { labels } from "../../labels.ts";
import { Dialog } from "../dialog.tsx";
import { Icon } from "../icons.tsx";

interface LightboxProps {
  readonly src: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** A picture over the page, as large as there is room for it. */
export function Lightbox({ src, name, onClose }: LightboxProps): VNode {
  return (
    <Dialog title={name} kind="lightbox" onClose={onClose}>
      {() => (
        <>
          <div class="lightbox-stage">
            <img src={src} alt={name} />
          </div>
          <div class="dialog-actions">
            <a class="button" href={src} target="_blank" rel="noopener">
              {labels.content.openAlone}
            </a>
            <a class="button" href={src} download={name}>
              <Icon name="down" />
              {labels.content.save}
            </a>
          </div>
        </>
      )}
    </Dialog>
  );
}
