import * as v from "valibot";
import { OperatorContent } from "./content.ts";
import { PageRequest, Uuid, type PageMetadata } from "./json.ts";
import type { Message } from "./message.ts";

export const ListMessages = v.object({ conversation_id: Uuid, ...PageRequest.entries });

export const SendAsOperator = v.object({
  id: v.optional(Uuid),
  conversation_id: Uuid,
  message: OperatorContent,
});

/** Oldest to latest; the first page is the latest, `next_cursor` goes back in time. */
export interface MessagePage {
  readonly data: readonly Message[];
  readonly response_metadata: PageMetadata;
}
