import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ChannelDetails } from "../../../../protocol/channels.ts";
import { CallFailed, type ChannelUpdate } from "../../../api.ts";
import type { Desk } from "../../../desk/desk.ts";
import { labels } from "../../../labels.ts";
import { hrefOf } from "../../../route.ts";
import { Icon } from "../../icons.tsx";
import { LoadFailure } from "../../load-failure.tsx";
import { Notice } from "../../notice.tsx";
import { PageHeading } from "../page-heading.tsx";
import { AccessPart } from "./access-part.tsx";
import { HoursPart } from "./hours-part.tsx";
import { InstallPart } from "./install-part.tsx";
import { LookPart } from "./look-part.tsx";
import { QuestionsPart } from "./questions-part.tsx";

const text = labels.channels;

interface ChannelPageProps {
  readonly desk: Desk;
  readonly id: string;
  /** The name of one of the parts; what is none is the first one. */
  readonly part: string;
}

export interface ChannelPartProps {
  readonly desk: Desk;
  readonly channel: ChannelDetails;
  /** Rejects with CallFailed. */
  readonly onSave: (update: ChannelUpdate) => Promise<void>;
  /** Looks at it anew. */
  readonly onChanged: () => void;
}

const PARTS = [
  { name: "install", title: text.parts.install, Part: InstallPart },
  { name: "look", title: text.parts.look, Part: LookPart },
  { name: "hours", title: text.parts.hours, Part: HoursPart },
  { name: "questions", title: text.parts.questions, Part: QuestionsPart },
  { name: "access", title: text.parts.access, Part: AccessPart },
] as const;

/** One channel, a part at a time: what is typed in a part is gone when another one is opened. */
export function ChannelPage({ desk, id, part }: ChannelPageProps): VNode {
  const [channel, setChannel] = useState<ChannelDetails | "missing" | "failed">();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    desk.call("/channels.info", { channel_id: id }).then(setChannel, (error: unknown) => {
      if (!(error instanceof CallFailed)) throw error;
      setChannel(error.passing ? "failed" : "missing");
    });
  }, [desk, id, attempt]);

  const back = (
    <a class="settings-up" href={hrefOf({ settings: "channels" })}>
      <Icon name="back" />
      {text.title}
    </a>
  );
  if (channel === undefined) return <p class="note">{text.loading}</p>;
  if (channel === "failed") {
    return <LoadFailure text={text.failed} onRetry={() => setAttempt(attempt + 1)} />;
  }
  if (channel === "missing") {
    return (
      <>
        {back}
        <Notice icon="channel" heading={text.missing} text={text.missingText} />
      </>
    );
  }
  const parts = desk.profile.isAdmin ? PARTS : PARTS.slice(0, 1);
  const { Part, name: open } = parts.find(({ name }) => name === part) ?? PARTS[0];
  return (
    <>
      {back}
      <PageHeading title={channel.name} lead={channel.connected ? text.on : text.off} />
      <nav class="parts" aria-label={text.partsName}>
        {parts.map(({ name, title }) => (
          <a
            key={name}
            href={hrefOf({ settings: `channels/${id}/${name}` })}
            aria-current={name === open ? "page" : undefined}
          >
            {title}
          </a>
        ))}
      </nav>
      <Part
        key={open}
        desk={desk}
        channel={channel}
        onSave={async (update) =>
          setChannel(await desk.call("/channels.update", { channel_id: id, ...update }))
        }
        onChanged={() => setAttempt(attempt + 1)}
      />
    </>
  );
}
