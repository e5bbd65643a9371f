import { Nothing } from "../../protocol/answers/answer.ts";
import {
  Authenticated,
  MessagesAfterAnswer,
  ResumeTokenAnswer,
  WidgetConfig,
} from "../../protocol/answers/chatplugin.ts";
import { UploadedFile } from "../../protocol/answers/files.ts";
import {
  BeginConversation,
  ConfigQuery,
  EndConversation,
  EnterIdentified,
  MessagesAfter,
  ResumeConversation,
  ResumeTokenRequest,
  SendAsVisitor,
} from "../../protocol/chatplugin.ts";
import { TellContact } from "../../protocol/contact.ts";
import { UploadQuery } from "../../protocol/files.ts";
import { Message } from "../../protocol/answers/message.ts";
import type { Endpoint } from "../endpoint.ts";

export const CHATPLUGIN: readonly Endpoint[] = [
  {
    path: "/chatplugin.authenticate",
    summary: "Begins a conversation, or goes on with one",
    details:
      "Stores nothing: a conversation exists from its first message on. With an `identity` all devices of " +
      "that person are in the same conversation, which is remembered.",
    tokens: [],
    request: [BeginConversation, ResumeConversation, EnterIdentified],
    answers: {
      200: {
        when: "A visitor's token, and the newest messages of a resumed conversation, oldest first.",
        body: Authenticated,
        headers: ["Parley-History"],
      },
    },
    errors: [
      "unauthorized",
      "forbidden",
      "origin_not_allowed",
      "identity_refused",
      "identity_required",
      "channel_not_found",
      "too_many_requests",
    ],
    stores: true,
  },
  {
    path: "/chatplugin.send",
    summary: "Says something as the visitor",
    details: "The same `id` again with the same content is answered with the stored message.",
    tokens: ["visitor"],
    request: SendAsVisitor,
    answers: {
      200: { when: "The message, stored.", body: Message, headers: ["Parley-History"] },
    },
    errors: ["origin_not_allowed", "channel_not_found", "message_id_conflict", "too_many_requests"],
    stores: true,
  },
  {
    path: "/chatplugin.upload",
    summary: "Stores a file of the visitor's; the answer is the content of a message that shows it",
    details:
      "What it is, is told by its first bytes. At most 10 MiB, and 100 MiB of one conversation.",
    tokens: ["visitor"],
    request: UploadQuery,
    takesFile: true,
    answers: { 200: { when: "The file, stored.", body: UploadedFile } },
    errors: ["origin_not_allowed", "channel_not_found", "limit_reached", "too_many_requests"],
    stores: true,
  },
  {
    path: "/chatplugin.contact",
    summary: "Says who the visitor is, and what they have agreed to",
    details:
      "The name is the contact's unless an operator has chosen one; the rest is metadata under `contact`. " +
      "The same once more changes nothing.",
    tokens: ["visitor"],
    request: TellContact,
    answers: { 200: { when: "It is noted.", body: Nothing, headers: ["Parley-History"] } },
    errors: [
      "origin_not_allowed",
      "channel_not_found",
      "conversation_not_found",
      "too_many_requests",
    ],
    stores: true,
  },
  {
    path: "/chatplugin.resumeToken",
    summary: "A long-lived token with which the conversation goes on later",
    details: "With an operator's token `channel_id` and `conversation_id` are required.",
    tokens: ["visitor", "operator"],
    request: ResumeTokenRequest,
    answers: { 200: { when: "The token.", body: ResumeTokenAnswer } },
    errors: ["origin_not_allowed", "channel_not_found", "conversation_not_found"],
  },
  {
    path: "/chatplugin.end",
    summary: "Closes the visitor's conversation",
    details: "A message opens it again.",
    tokens: ["visitor"],
    request: EndConversation,
    answers: { 200: { when: "It is closed, or has no message that could be.", body: Nothing } },
    errors: ["origin_not_allowed", "channel_not_found"],
    stores: true,
  },
  {
    path: "/chatplugin.messages",
    summary: "The messages after an offset; waits for one where there is none",
    details: "For pages whose network blocks websockets.",
    tokens: ["visitor"],
    request: MessagesAfter,
    answers: {
      200: {
        when: "At most 100, oldest first.",
        body: MessagesAfterAnswer,
        headers: ["Parley-History"],
      },
    },
    errors: ["origin_not_allowed", "channel_not_found", "history_changed", "too_many_requests"],
  },
  {
    path: "/chatplugin.config",
    method: "get",
    summary: "What the widget may know of its channel before anyone has said anything",
    tokens: [],
    request: ConfigQuery,
    answers: {
      200: { when: "The channel's widget.", body: WidgetConfig, headers: ["ETag"] },
      304: { when: "It is the one that If-None-Match names.", headers: ["ETag"] },
    },
    errors: ["invalid_request", "origin_not_allowed", "channel_not_found"],
  },
];
