import type { VNode } from "preact";
import type { Content } from "../../protocol/content.ts";
import { contentText } from "./content-text.ts";
import { Icon } from "./icons.tsx";
import { LinkedText, WebLink } from "./linked-text.tsx";

/** What a message says, in its bubble. Nothing is fetched from the hosts it names. */
export function MessageContent({ content }: { readonly content: Content }): VNode {
  const text = contentText(content);
  if ("url" in content) {
    return (
      <span class="attachment">
        <Icon name="file" />
        <WebLink href={content.url} text={text} />
      </span>
    );
  }
  if (content.type !== "quick_replies") return <LinkedText text={text} />;
  return (
    <>
      <LinkedText text={text} />
      <span class="chips">
        {content.quick_replies.map((reply) => (
          <span class="chip">{reply.text}</span>
        ))}
      </span>
    </>
  );
}
