import * as v from "valibot";
import { Name, Uuid, WebUrl } from "./json.ts";

export type { Contact, Conversation, PageVisit, PageVisits } from "./answers/conversations.ts";

const ofConversation = { conversation_id: Uuid };
export const ConversationState = v.picklist(["OPEN", "CLOSED"]);

export const ConversationInfo = v.object(ofConversation);

export const ListPages = v.object(ofConversation);

export const ReadConversation = v.object({
  ...ofConversation,
  /** The last offset that the reader has seen; without it everything stored so far is read. */
  offset: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
});

export const UnreadConversation = v.object(ofConversation);

export const TagConversation = v.object({ ...ofConversation, tag_id: Uuid });

export const SetState = v.object({ ...ofConversation, state: ConversationState });
/** A conversation without a state of its own is open. */
export const RemoveState = v.object(ofConversation);

/** What is left out stays as it is; null removes. */
export const UpdateContact = v.object({
  ...ofConversation,
  display_name: v.optional(Name),
  first_name: v.nullish(Name),
  last_name: v.nullish(Name),
  avatar_url: v.nullish(WebUrl),
});

/** Without a user: to nobody. */
export const AssignConversation = v.object({ ...ofConversation, user_id: v.nullish(Uuid) });
