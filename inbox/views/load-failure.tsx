import type { VNode } from "preact";
import { labels } from "../labels.ts";

interface LoadFailureProps {
  readonly text: string;
  readonly onRetry: () => void;
}

export function LoadFailure({ text, onRetry }: LoadFailureProps): VNode {
  return (
    <div class="load-failure" role="alert">
      <p>{text}</p>
      <button class="button" type="button" onClick={onRetry}>
        {labels.list.tryAgain}
      </button>
    </div>
  );
}
