import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { labels } from "../../../labels.ts";
import type { Config } from "./config-draft.ts";

const { look: text } = labels.channels;

interface LookPreviewProps {
  readonly channelId: string;
  readonly config: Config;
}

const SCHEMES = ["light", "dark"] as const;

/** The real chat on a page of its own, told of each change. */
export function LookPreview({ channelId, config }: LookPreviewProps): VNode {
  const frame = useRef<HTMLIFrameElement>(null);
  const [isReady, setReady] = useState(false);
  const [scheme, setScheme] = useState<(typeof SCHEMES)[number]>(() =>
    matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
  );

  useEffect(() => {
    function onMessage({ source, origin, data }: MessageEvent): void {
      const isOurs = source === frame.current?.contentWindow && origin === location.origin;
      if (isOurs && data === "ready") setReady(true);
    }
    addEventListener("message", onMessage);
    return () => removeEventListener("message", onMessage);
  }, []);

  const told = JSON.stringify(config);
  useEffect(() => {
    if (!isReady) return;
    frame.current?.contentWindow?.postMessage({ config: JSON.parse(told) }, location.origin);
  }, [isReady, told]);

  return (
    <aside class="preview" aria-label={text.preview}>
      <header class="preview-head">
        <h3>{text.preview}</h3>
        <div class="tabs" role="group" aria-label={text.scheme}>
          {SCHEMES.map((each) => (
            <button
              key={each}
              class="tab"
              type="button"
              aria-pressed={each === scheme}
              onClick={() => setScheme(each)}
            >
              {text.schemes[each]}
            </button>
          ))}
        </div>
      </header>
      <iframe
        ref={frame}
        class={`preview-frame ${scheme}`}
        title={text.preview}
        src={`/inbox/preview.html?channel_id=${channelId}`}
      />
      <p class="hint">{text.previewHint}</p>
    </aside>
  );
}
