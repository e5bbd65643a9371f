import type { ComponentChildren, TargetedDragEvent, VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import { labels } from "../labels.ts";
import { Icon } from "./icons.tsx";

interface DropZoneProps {
  readonly label: string;
  readonly onFiles: (files: readonly File[]) => void;
  readonly children: ComponentChildren;
}

/** The thread, which takes files that are dropped anywhere on it. */
export function DropZone({ label, onFiles, children }: DropZoneProps): VNode {
  const [isOver, setOver] = useState(false);
  /** Elements inside tell of themselves too: as many ends as beginnings, and it is over. */
  const depth = useRef(0);

  function enter(event: TargetedDragEvent<HTMLElement>): void {
    if (!hasFiles(event)) return;
    event.preventDefault();
    depth.current += 1;
    setOver(true);
  }

  function leave(event: TargetedDragEvent<HTMLElement>): void {
    if (!hasFiles(event)) return;
    depth.current -= 1;
    if (depth.current <= 0) end();
  }

  function end(): void {
    depth.current = 0;
    setOver(false);
  }

  return (
    <section
      class="thread"
      aria-label={label}
      onDragEnter={enter}
      onDragOver={(event) => {
        if (hasFiles(event)) event.preventDefault();
      }}
      onDragLeave={leave}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        end();
        onFiles([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      {children}
      {isOver && (
        <p class="drop-here">
          <Icon name="clip" />
          {labels.attach.drop}
        </p>
      )}
    </section>
  );
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes("Files") === true;
}
