import type { VNode } from "preact";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { plainName } from "./content/plain-name.ts";
import { PendingFile } from "./content/pending-file.tsx";
import { Icon } from "./icons.tsx";

const text = labels.attach;

interface AttachedFilesProps {
  readonly desk: Desk;
  readonly conversationId: string;
}

/** What goes out with the answer, each to be taken away again. */
export function AttachedFiles({ desk, conversationId }: AttachedFilesProps): VNode {
  const { attachments } = desk;
  const attached = attachments.of(conversationId);
  const isTooLarge = attached.some((each) => each.isTooLarge);
  return (
    <>
      {attached.length > 0 && (
        <ul class="attached" role="list" aria-label={text.attached}>
          {attached.map(({ id, file, isTooLarge: isRefused }) => (
            <li key={id} class={isRefused ? "attached-file is-refused" : "attached-file"}>
              <PendingFile file={file} />
              <button
                class="attached-remove"
                type="button"
                aria-label={text.remove(plainName(file.name))}
                onClick={() => {
                  attachments.remove(conversationId, id);
                  document.querySelector<HTMLElement>(".composer-input")?.focus();
                }}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div role="alert">
        {isTooLarge && <p class="attached-problem">{text.tooLarge}</p>}
        {attachments.isOverfull(conversationId) && <p class="attached-problem">{text.tooMany}</p>}
      </div>
    </>
  );
}
