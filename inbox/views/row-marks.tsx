import type { VNode } from "preact";
import type { Conversation } from "../../protocol/conversations.ts";
import { labels } from "../labels.ts";
import { Avatar } from "./avatar.tsx";

/** At the end of a row: whose the conversation is, whether it is closed, how much of it is unread. */
export function RowMarks({ conversation }: { readonly conversation: Conversation }): VNode {
  const { assignee, state, unread_message_count: unread } = conversation;
  return (
    <>
      {unread === 0 && state === "CLOSED" && <span class="row-state">{labels.state.CLOSED}</span>}
      {assignee !== undefined && (
        <span class="row-assignee" title={labels.assign.to(assignee.name)}>
          <Avatar id={assignee.id} name={assignee.name} picture={assignee.avatar_url} />
          <span class="visually-hidden">{labels.assign.to(assignee.name)}</span>
        </span>
      )}
      {unread > 0 && (
        <span class="row-count">
          <span aria-hidden="true">{unread > 99 ? "99+" : unread}</span>
          <span class="visually-hidden">{labels.list.unread(unread)}</span>
        </span>
      )}
    </>
  );
}
