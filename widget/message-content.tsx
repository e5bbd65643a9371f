import type { Content } from "../protocol/content.ts";
import type { RichContentProps } from "./extras/rich-content.tsx";
import type { ExtrasLoader } from "./extras.ts";
import type { Child } from "./jsx/jsx-runtime.ts";

export interface MessageContentProps extends RichContentProps {
  readonly extras: ExtrasLoader;
}

/** Plain words without an address; what is more than that is drawn by the extras, and is its words until they are there. */
export function MessageContent({ extras, ...props }: MessageContentProps): Child {
  const { content } = props;
  const words = wordsOf(content);
  const isPlain = /^(text|suggestion_response)$/.test(content.type) && !/https?:/i.test(words);
  return isPlain ? words : (extras.need()?.RichContent(props) ?? words);
}

function wordsOf(content: Content): string {
  const { text, fallback, name } = content as {
    text?: unknown;
    fallback?: unknown;
    name?: unknown;
  };
  return [fallback, text, name].find((words) => typeof words === "string") ?? "";
}
