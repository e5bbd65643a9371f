import { UploadedFile } from "../../protocol/answers/files.ts";
import { MessagePage } from "../../protocol/answers/messages.ts";
import { UploadQuery } from "../../protocol/files.ts";
import { Message } from "../../protocol/answers/message.ts";
import { ListMessages, SendAsOperator } from "../../protocol/messages.ts";
import type { Endpoint } from "../endpoint.ts";

export const MESSAGES: readonly Endpoint[] = [
  {
    path: "/messages.send",
    summary: "Says something as an operator",
    details: "The same `id` again with the same content is answered with the stored message.",
    tokens: ["operator"],
    request: SendAsOperator,
    answers: { 200: { when: "The message, stored.", body: Message } },
    errors: ["channel_not_found", "conversation_not_found", "message_id_conflict"],
    stores: true,
  },
  {
    path: "/messages.upload",
    summary: "Stores a file of an operator's; the answer is the content of a message that shows it",
    details: "What it is, is told by its first bytes. At most 10 MiB.",
    tokens: ["operator"],
    request: UploadQuery,
    takesFile: true,
    answers: { 200: { when: "The file, stored.", body: UploadedFile } },
    errors: ["too_many_requests"],
    stores: true,
  },
  {
    path: "/messages.list",
    summary: "The messages of a conversation",
    details:
      "Each page is oldest to latest; the first is the latest, `next_cursor` goes back in time.",
    tokens: ["operator"],
    request: ListMessages,
    answers: { 200: { when: "One page of them.", body: MessagePage } },
    errors: ["conversation_not_found"],
  },
];
