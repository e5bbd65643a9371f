import type { VNode } from "preact";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { ActionProblem } from "./action-problem.tsx";
import { Colleagues } from "./colleagues.tsx";
import { RichDialog } from "./compose/rich-dialog.tsx";
import { Composer } from "./composer.tsx";
import { DropZone } from "./drop-zone.tsx";
import { MarkedBar } from "./marked-bar.tsx";
import { Messages } from "./messages.tsx";
import { Notice } from "./notice.tsx";
import { ThreadHead, type DetailsSwitch } from "./thread-head.tsx";
import { useChanges } from "./use-changes.ts";
import { visitorOf } from "./visitor.ts";

interface ThreadViewProps {
  readonly desk: Desk;
  readonly conversationId: string;
  readonly details: DetailsSwitch;
}

export function ThreadView({ desk, conversationId, details }: ThreadViewProps): VNode {
  useChanges(desk.changes);
  const thread = desk.openThread;
  const visitor = visitorOf(desk, conversationId);
  const composed = desk.rich.openIn(conversationId);
  return (
    <DropZone
      label={labels.thread.name(visitor.name)}
      onFiles={(files) => {
        // A note has no files: they belong to an answer.
        desk.drafts.turnTo(conversationId, "reply");
        desk.attachments.add(conversationId, files);
      }}
    >
      <ThreadHead
        desk={desk}
        visitor={visitor}
        conversation={desk.conversations.get(conversationId)}
        details={details}
      />
      {thread?.newest === "missing" ? (
        <Notice icon="alert" heading={labels.thread.missing} text={labels.thread.missingText} />
      ) : (
        <>
          {thread === undefined ? (
            <p class="note">{labels.thread.loading}</p>
          ) : (
            <Messages
              desk={desk}
              thread={thread}
              conversationId={conversationId}
              visitor={visitor}
            />
          )}
          <div class="thread-foot">
            <ActionProblem desk={desk} />
            <MarkedBar desk={desk} conversationId={conversationId} />
            <Colleagues names={desk.typing.colleagues(conversationId)} />
            <Composer desk={desk} conversationId={conversationId} visitor={visitor.name} />
          </div>
          {composed !== undefined && (
            <RichDialog desk={desk} conversationId={conversationId} kind={composed} />
          )}
        </>
      )}
    </DropZone>
  );
}
