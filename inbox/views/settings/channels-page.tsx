import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Channel } from "../../../protocol/channels.ts";
import { snippet } from "../../../protocol/snippet.ts";
import { CallFailed } from "../../api.ts";
import type { Desk } from "../../desk/desk.ts";
import { labels } from "../../labels.ts";
import { LoadFailure } from "../load-failure.tsx";
import { Notice } from "../notice.tsx";
import { Snippet } from "../snippet.tsx";

/** The channels that are connected, each with what belongs on its site. */
export function ChannelsPage({ desk }: { readonly desk: Desk }): VNode {
  const [channels, setChannels] = useState<readonly Channel[] | "failed">();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    desk.channels().then(setChannels, (error: unknown) => {
      if (!(error instanceof CallFailed)) throw error;
      setChannels("failed");
    });
  }, [desk, attempt]);

  if (channels === undefined) return <></>;
  if (channels === "failed") {
    const retry = (): void => setAttempt(attempt + 1);
    return <LoadFailure text={labels.empty.channelsFailed} onRetry={retry} />;
  }
  if (channels.length === 0) {
    const { noChannel, noChannelText } = labels.empty;
    return <Notice icon="channel" heading={noChannel} text={noChannelText} />;
  }
  return (
    <ul class="cards" role="list">
      {channels.map(({ id, name }) => (
        <li key={id} class="card">
          <h3 dir="auto">{name}</h3>
          <Snippet code={snippet({ channelId: id, host: location.origin })} />
        </li>
      ))}
    </ul>
  );
}
