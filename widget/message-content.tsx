import type { Content } from "../protocol/content.ts";
import type { RichContentProps } from "./extras/rich-content.tsx";
import type { ExtrasLoader } from "./extras.ts";
import type { Child } from "./jsx/jsx-runtime.ts";
import { linkedText } from "./linked-text.tsx";

export interface MessageContentProps extends RichContentProps {
  readonly extras: ExtrasLoader;
}

/** Plain words; what is more than that is drawn by the extras, and is its words until they are there. */
export function MessageContent({ extras, ...props }: MessageContentProps): Child {
  const { content } = props;
  const isPlain = content.type === "text" || content.type === "suggestion_response";
  return isPlain
    ? linkedText(content.text)
    : (extras.need()?.RichContent(props) ?? linkedText(wordsOf(content)));
}

function wordsOf(content: Content): string {
  const { text, fallback, name } = content as {
    text?: unknown;
    fallback?: unknown;
    name?: unknown;
  };
  return [fallback, text, name].find((words) => typeof words === "string") ?? "";
}
