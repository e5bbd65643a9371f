import { useEffect } from "preact/hooks";
import type { Desk } from "../desk/desk.ts";
import type { Writing } from "../desk/drafts.ts";
import { toggleUnread } from "./toggle-unread.ts";
import { focusedConversation, leaveRow, stepRows } from "./rows.ts";

/** Single keys, wherever nothing is being written; they can be switched off. */
export function useKeys(desk: Desk, showHelp: () => void): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      const isChord = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
      if (isChord || event.defaultPrevented || !desk.preferences.isOn("keys")) return;
      if (isElsewhere(event.target)) return;
      if (event.key === "?") showHelp();
      else if (event.key === "j") stepRows(1);
      else if (event.key === "k") stepRows(-1);
      else if (event.key === "e") closeOrOpen(desk);
      else if (event.key === "a") assignToMe(desk);
      else if (event.key === "u") markUnread(desk);
      else if (event.key === "r") write(desk, "reply");
      else if (event.key === "n") write(desk, "note");
      else if (event.key === "/") document.querySelector<HTMLElement>(".search-input")?.focus();
      else return;
      event.preventDefault();
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [desk, showHelp]);
}

/** Where keys have another meaning: text, an open menu, a dialog. */
function isElsewhere(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest("input, textarea, dialog, .popup-panel, [popover]") !== null
  );
}

/** The conversation of the row that has the focus, or else the open one. */
function chosen(desk: Desk): ReturnType<Desk["conversations"]["get"]> {
  const id = focusedConversation() ?? desk.openId;
  return id === undefined ? undefined : desk.conversations.get(id);
}

function closeOrOpen(desk: Desk): void {
  const conversation = chosen(desk);
  if (conversation === undefined) return;
  if (desk.browsing.tab !== "all" && !desk.browsing.isSearching) leaveRow();
  const next = conversation.state === "OPEN" ? "CLOSED" : "OPEN";
  void desk.actions.setState(conversation.id, next);
}

function assignToMe(desk: Desk): void {
  const conversation = chosen(desk);
  const { id } = desk.operator;
  if (conversation === undefined || conversation.assignee?.id === id) return;
  void desk.actions.assign(conversation.id, { id, name: desk.profile.name });
}

function markUnread(desk: Desk): void {
  const conversation = chosen(desk);
  if (conversation !== undefined) toggleUnread(desk, conversation);
}

/** In the conversation that is open. */
function write(desk: Desk, writing: Writing): void {
  if (desk.openId === undefined) return;
  desk.drafts.turnTo(desk.openId, writing);
  document.querySelector<HTMLElement>(".composer-input")?.focus();
}
