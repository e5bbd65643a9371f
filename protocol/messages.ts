import * as v from "valibot";
import { OperatorContent } from "./content.ts";
import { PageRequest, Uuid } from "./json.ts";

export type { MessagePage } from "./answers/messages.ts";

export const ListMessages = v.object({ conversation_id: Uuid, ...PageRequest.entries });

export const SendAsOperator = v.object({
  id: v.optional(Uuid),
  conversation_id: Uuid,
  message: OperatorContent,
});
