import type { VNode } from "preact";
import type { CardDraft } from "../../desk/rich-draft.ts";
import { labels } from "../../labels.ts";
import { ButtonsEditor } from "./buttons-editor.tsx";
import type { EditorTools } from "./editor-tools.ts";
import { PictureField } from "./picture-field.tsx";
import { TextField } from "./text-field.tsx";

const text = labels.compose;

interface CardEditorProps {
  readonly card: CardDraft;
  readonly tools: EditorTools;
  readonly onChange: (card: CardDraft) => void;
}

export function CardEditor({ card, tools, onChange }: CardEditorProps): VNode {
  return (
    <>
      <TextField
        label={text.title}
        value={card.title}
        problem={tools.problems.get(card.key)}
        onChange={(title) => onChange({ ...card, title })}
      />
      <TextField
        label={text.description}
        isLong
        value={card.description}
        problem={undefined}
        onChange={(description) => onChange({ ...card, description })}
      />
      <PictureField
        picture={card.picture}
        upload={tools.upload}
        onChange={(picture) => onChange({ ...card, picture })}
      />
      <ButtonsEditor
        title={text.buttons}
        buttons={card.buttons}
        tools={tools}
        onChange={(buttons) => onChange({ ...card, buttons })}
      />
    </>
  );
}
