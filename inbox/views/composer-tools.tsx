import type { VNode } from "preact";
import type { Desk } from "../desk/desk.ts";
import { AttachButton } from "./attach-button.tsx";
import { CannedButton } from "./canned/canned-button.tsx";
import { EmojiButton } from "./emoji-button.tsx";
import { RichMenu } from "./compose/rich-menu.tsx";

/** What a tool of the composer works with. */
export interface ComposerToolProps {
  readonly desk: Desk;
  readonly conversationId: string;
  /** Puts text where the caret is and the focus behind it; a function is given what stands before it. */
  readonly insert: (text: string | ((before: string) => string)) => void;
}

interface ComposerToolsProps extends ComposerToolProps {
  /** A note is text and nothing else. */
  readonly isForTeam: boolean;
}

/** The row of buttons under the text: each of them is a component of its own. */
export function ComposerTools({ isForTeam, ...props }: ComposerToolsProps): VNode {
  return (
    <div class="composer-tools">
      {!isForTeam && (
        <>
          <RichMenu {...props} />
          <AttachButton {...props} />
        </>
      )}
      <CannedButton {...props} />
      <EmojiButton {...props} />
    </div>
  );
}
