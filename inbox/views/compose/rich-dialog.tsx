import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Desk } from "../../desk/desk.ts";
import {
  contentOf,
  emptyDraft,
  isBlank,
  problemsOf,
  type RichDraft,
  type RichKind,
} from "../../desk/rich-draft.ts";
import { labels } from "../../labels.ts";
import { Dialog } from "../dialog.tsx";
import { Icon } from "../icons.tsx";
import { ButtonsEditor } from "./buttons-editor.tsx";
import { CardEditor } from "./card-editor.tsx";
import { CardsEditor } from "./cards-editor.tsx";
import { NO_PROBLEMS, type EditorTools } from "./editor-tools.ts";
import { RichPreview } from "./rich-preview.tsx";
import { TextField } from "./text-field.tsx";

const text = labels.compose;

const INVALID = '[aria-invalid="true"], [data-invalid="true"]';

interface RichDialogProps {
  readonly desk: Desk;
  readonly conversationId: string;
  readonly kind: RichKind;
}

/** The form of a message with buttons or cards, and beside it what the visitor will see. */
export function RichDialog({ desk, conversationId, kind }: RichDialogProps): VNode {
  const [draft, setDraft] = useState(() => desk.rich.get(conversationId, kind));
  const [isChecked, setChecked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const problems = isChecked ? problemsOf(draft) : NO_PROBLEMS;
  const tools: EditorTools = { problems, newKey: desk.rich.newKey, upload: desk.rich.upload };

  function change(part: Partial<RichDraft>): void {
    setDraft((before) => {
      const after = { ...before, ...part };
      desk.rich.set(conversationId, after);
      return after;
    });
  }

  function send(close: () => void): void {
    if (problemsOf(draft).size > 0) {
      setChecked(true);
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(INVALID)?.focus());
      return;
    }
    desk.outbox.add(conversationId, contentOf(draft));
    desk.rich.remove(conversationId, kind);
    close();
  }

  return (
    <Dialog title={text.kinds[kind]} kind="composing" onClose={() => desk.rich.close()}>
      {(close) => (
        <form
          class="composing-form"
          ref={form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            send(close);
          }}
        >
          <div class="composing-body">
            <div class="composing-fields">
              <Fields draft={draft} tools={tools} onChange={change} />
            </div>
            <RichPreview draft={draft} />
          </div>
          <div class="dialog-actions">
            <button
              class="button quiet start-over"
              type="button"
              disabled={isBlank(draft)}
              onClick={() => {
                setChecked(false);
                change(emptyDraft(kind, desk.rich.newKey));
              }}
            >
              {text.startOver}
            </button>
            <button class="button" type="button" onClick={close}>
              {labels.forms.close}
            </button>
            <button class="button primary" type="submit">
              {text.send}
              <Icon name="send" />
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

interface FieldsProps {
  readonly draft: RichDraft;
  readonly tools: EditorTools;
  readonly onChange: (part: Partial<RichDraft>) => void;
}

function Fields({ draft, tools, onChange }: FieldsProps): VNode {
  const [first] = draft.cards;
  if (draft.kind === "rich_card_carousel") {
    return (
      <CardsEditor cards={draft.cards} tools={tools} onChange={(cards) => onChange({ cards })} />
    );
  }
  if (draft.kind === "rich_card" && first !== undefined) {
    return (
      <CardEditor card={first} tools={tools} onChange={(card) => onChange({ cards: [card] })} />
    );
  }
  return (
    <>
      <TextField
        label={text.question}
        isLong
        value={draft.text}
        problem={tools.problems.get("text")}
        onChange={(typed) => onChange({ text: typed })}
      />
      <ButtonsEditor
        title={text.answers}
        buttons={draft.buttons}
        problem={tools.problems.get("buttons")}
        tools={tools}
        onChange={(buttons) => onChange({ buttons })}
      />
    </>
  );
}
