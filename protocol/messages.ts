import * as v from "valibot";
import { OperatorContent } from "./content.ts";
import { answered, listOf, PageMetadata, PageRequest, Uuid } from "./json.ts";
import { Message } from "./message.ts";

export const ListMessages = v.object({ conversation_id: Uuid, ...PageRequest.entries });

export const SendAsOperator = v.object({
  id: v.optional(Uuid),
  conversation_id: Uuid,
  message: OperatorContent,
});

/** Oldest to latest; the first page is the latest, `next_cursor` goes back in time. */
export const MessagePage = answered({ data: listOf(Message), response_metadata: PageMetadata });
export type MessagePage = v.InferOutput<typeof MessagePage>;
