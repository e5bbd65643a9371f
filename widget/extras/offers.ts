/** What the messages of a thread offer to choose, and what was chosen. */
import { choiceKey, choicesOf, type Choice } from "../../protocol/choices.ts";
import type { Content } from "../../protocol/content.ts";
import type { Message } from "../../protocol/message.ts";
import type { Unsent } from "../storage.ts";
import { checkedContent } from "./checked-content.ts";

export interface ThreadSoFar {
  readonly messages: readonly Message[];
  readonly outbox: readonly Unsent[];
  /** Stands before the first message. */
  readonly welcome: Content | undefined;
}

/** What the buttons of one message are. */
export interface Offer {
  /** The visitor has said something since. */
  readonly isPast: boolean;
  stateOf(choice: Choice): ChoiceState;
}

/** `over`: something else was chosen, or a newer message asks the same. */
export type ChoiceState = "open" | "chosen" | "over";

/** The welcome has no id, and is a part of the thread all the same. */
const WELCOME = "";

/** @param id undefined: the welcome's */
export function offerOf(id: string = WELCOME, { messages, outbox, welcome }: ThreadSoFar): Offer {
  const content = checkedContent(welcome);
  const answers = outbox.filter((unsent) => unsent.content.type === "suggestion_response");
  const all = [...(content ? [{ id: WELCOME, content }] : []), ...messages, ...answers];
  const { chosen, offeredBy } = choicesOf(all);
  const keys = chosen.get(id);
  const since = messages.slice(messages.findIndex((message) => message.id === id) + 1);
  return {
    isPast: outbox.length > 0 || since.some(({ from_contact }) => from_contact),
    stateOf(choice) {
      const key = choiceKey(choice);
      if (keys?.has(key)) return "chosen";
      return keys || offeredBy.get(key) !== id ? "over" : "open";
    },
  };
}
