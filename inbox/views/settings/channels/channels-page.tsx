import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ExploredChannel } from "../../../../protocol/channels.ts";
import { CallFailed } from "../../../api.ts";
import type { Desk } from "../../../desk/desk.ts";
import { labels } from "../../../labels.ts";
import { hrefOf } from "../../../route.ts";
import { Icon } from "../../icons.tsx";
import { LoadFailure } from "../../load-failure.tsx";
import { Notice } from "../../notice.tsx";
import type { SettingsPageProps } from "../pages.ts";
import { ChannelPage } from "./channel-page.tsx";
import { ConnectDialog } from "./connect-dialog.tsx";

const text = labels.channels;

/** All channels there have been, or one of them. */
export function ChannelsPage({ desk, path }: SettingsPageProps): VNode {
  const [id, part = ""] = path;
  return id === undefined ? (
    <Channels desk={desk} />
  ) : (
    <ChannelPage key={id} desk={desk} id={id} part={part} />
  );
}

function Channels({ desk }: { readonly desk: Desk }): VNode {
  const [channels, setChannels] = useState<readonly ExploredChannel[] | "failed">();
  const [attempt, setAttempt] = useState(0);
  const [isConnecting, setConnecting] = useState(false);
  useEffect(() => {
    desk.call("/channels.explore", { source: "chat_plugin" }).then(
      ({ data }) => setChannels(data),
      (error: unknown) => {
        if (!(error instanceof CallFailed)) throw error;
        setChannels("failed");
      },
    );
  }, [desk, attempt]);

  if (channels === undefined) return <p class="note">{text.loading}</p>;
  if (channels === "failed") {
    const retry = (): void => setAttempt(attempt + 1);
    return <LoadFailure text={labels.empty.channelsFailed} onRetry={retry} />;
  }
  const connect = desk.profile.isAdmin && (
    <button class="button primary" type="button" onClick={() => setConnecting(true)}>
      <Icon name="plus" />
      {text.connect}
    </button>
  );
  return (
    <>
      {channels.length === 0 ? (
        <Notice
          icon="channel"
          heading={text.none}
          text={desk.profile.isAdmin ? text.noneText : text.askAdmin}
        >
          {connect}
        </Notice>
      ) : (
        <>
          <ul class="channel-list" role="list">
            {channels.map((channel) => (
              <Row key={channel.id} channel={channel} />
            ))}
          </ul>
          {connect}
        </>
      )}
      {isConnecting && <ConnectDialog desk={desk} onClose={() => setConnecting(false)} />}
    </>
  );
}

function Row({ channel }: { readonly channel: ExploredChannel }): VNode {
  const { id, name, source_channel_id, connected } = channel;
  return (
    <li>
      <a class="channel-row" href={hrefOf({ settings: `channels/${id}` })}>
        <span class="channel-icon">
          <Icon name="channel" />
        </span>
        <span class="channel-words">
          <strong class="line" dir="auto">
            {name}
          </strong>
          <span class="line" dir="auto">
            {source_channel_id}
          </span>
        </span>
        <span class={connected ? "channel-state is-on" : "channel-state"}>
          {connected ? text.connected : text.disconnected}
        </span>
      </a>
    </li>
  );
}
