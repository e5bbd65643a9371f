import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Channel } from "../../protocol/channels.ts";
import { CallFailed } from "../api.ts";
import { snippet } from "../../protocol/snippet.ts";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { LoadFailure } from "./load-failure.tsx";
import { Notice } from "./notice.tsx";
import { Snippet } from "./snippet.tsx";

const text = labels.empty;

/** No conversation yet: what to do for the first one. */
export function FirstRun({ desk }: { readonly desk: Desk }): VNode {
  const [channel, setChannel] = useState<Channel | "none" | "failed">();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    desk.channels().then(
      ([first]) => setChannel(first ?? "none"),
      (error: unknown) => {
        if (!(error instanceof CallFailed)) throw error;
        setChannel("failed");
      },
    );
  }, [desk, attempt]);

  if (channel === undefined) return <></>;
  if (channel === "failed") {
    return <LoadFailure text={text.channelsFailed} onRetry={() => setAttempt(attempt + 1)} />;
  }
  if (channel === "none") {
    return <Notice icon="channel" heading={text.noChannel} text={text.noChannelText} />;
  }
  return (
    <Notice icon="chat" heading={text.heading} text={text.text}>
      <Snippet code={snippet({ channelId: channel.id, host: location.origin })} />
      <p>
        <a href={`/example.html?channel_id=${channel.id}`} target="_blank" rel="noopener">
          {text.example}
        </a>
      </p>
    </Notice>
  );
}
