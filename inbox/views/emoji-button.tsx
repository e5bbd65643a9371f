import type { VNode } from "preact";
import { labels } from "../labels.ts";
import type { ComposerToolProps } from "./composer-tools.tsx";
import { EmojiPicker } from "./emoji-picker.tsx";
import { Icon } from "./icons.tsx";
import { Popup } from "./popup.tsx";

/** Puts an emoji where the caret is. */
export function EmojiButton({ desk, insert }: ComposerToolProps): VNode {
  const { open, title } = labels.emoji;
  return (
    <Popup label={open} title={title} kind="tool-button" button={<Icon name="smile" />}>
      {(close) => (
        <EmojiPicker
          recent={desk.recentEmoji.all}
          onChoose={(sign) => {
            desk.recentEmoji.use(sign);
            close();
            insert(sign);
          }}
        />
      )}
    </Popup>
  );
}
