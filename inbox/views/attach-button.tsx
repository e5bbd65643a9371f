import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import { labels } from "../labels.ts";
import type { ComposerToolProps } from "./composer-tools.tsx";
import { Icon } from "./icons.tsx";

/** Chooses files that go out with the answer. */
export function AttachButton({ desk, conversationId }: ComposerToolProps): VNode {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        class="tool-button"
        type="button"
        aria-label={labels.attach.choose}
        title={labels.attach.choose}
        onClick={() => chooser.current?.click()}
      >
        <Icon name="clip" />
      </button>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          desk.attachments.add(conversationId, currentTarget.files ?? []);
          // So that the same file can be chosen again.
          currentTarget.value = "";
          document.querySelector<HTMLElement>(".composer-input")?.focus();
        }}
      />
    </>
  );
}
