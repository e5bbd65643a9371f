import type { VNode } from "preact";
import { labels } from "../labels.ts";
import { Avatar } from "./avatar.tsx";
import type { Visitor } from "./visitor.ts";

/** Stands where the visitor's next message will. */
export function TypingBubble({ visitor }: { readonly visitor: Visitor }): VNode {
  return (
    <div class="run typing">
      <Avatar id={visitor.id} name={visitor.name} />
      <p class="bubble">
        <span class="visually-hidden">{labels.presence.typing(visitor.name)}</span>
        <span class="typing-dots" aria-hidden="true">
          <span />
          <span />
          <span />
        </span>
      </p>
    </div>
  );
}
