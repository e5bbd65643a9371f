import type { VNode } from "preact";
import type { Conversation } from "../../protocol/conversations.ts";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { Icon } from "./icons.tsx";

interface StateButtonProps {
  readonly desk: Desk;
  readonly conversation: Conversation;
}

/** Closes the conversation, or opens it again. */
export function StateButton({ desk, conversation: { id, state } }: StateButtonProps): VNode {
  const isOpen = state === "OPEN";
  const label = isOpen ? labels.state.close : labels.state.reopen;
  return (
    <button
      class="head-button state-button"
      type="button"
      title={label}
      onClick={() => void desk.actions.setState(id, isOpen ? "CLOSED" : "OPEN")}
    >
      <Icon name={isOpen ? "check" : "again"} />
      <span class="head-button-text">{label}</span>
    </button>
  );
}
