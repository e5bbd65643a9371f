/** Every endpoint of the API; what is missing here fails test/api/. */
import type { Endpoint } from "./endpoint.ts";
import { SAVED_VIEWS } from "./endpoints/saved-views.ts";
import { CANNED_ANSWERS } from "./endpoints/canned-answers.ts";
import { CHANNELS } from "./endpoints/channels.ts";
import { CHATPLUGIN } from "./endpoints/chatplugin.ts";
import { CONVERSATIONS } from "./endpoints/conversations.ts";
import { FILES } from "./endpoints/files.ts";
import { INVITATIONS } from "./endpoints/invitations.ts";
import { MESSAGES } from "./endpoints/messages.ts";
import { METADATA } from "./endpoints/metadata.ts";
import { NOTES } from "./endpoints/notes.ts";
import { SESSIONS } from "./endpoints/sessions.ts";
import { TAGS } from "./endpoints/tags.ts";
import { TOKENS } from "./endpoints/tokens.ts";
import { USERS } from "./endpoints/users.ts";
import { WEBHOOKS } from "./endpoints/webhooks.ts";

export interface Namespace {
  readonly name: string;
  readonly about: string;
  readonly endpoints: readonly Endpoint[];
}

export const NAMESPACES: readonly Namespace[] = [
  { name: "chatplugin", about: "What a visitor's page asks", endpoints: CHATPLUGIN },
  {
    name: "conversations",
    about: "The conversations and their visitors",
    endpoints: CONVERSATIONS,
  },
  { name: "messages", about: "What is said in them", endpoints: MESSAGES },
  { name: "notes", about: "What operators tell each other about them", endpoints: NOTES },
  { name: "views", about: "Saved filters of the list of conversations", endpoints: SAVED_VIEWS },
  { name: "answers", about: "Answers written beforehand", endpoints: CANNED_ANSWERS },
  { name: "files", about: "Files that messages show", endpoints: FILES },
  { name: "tags", about: "Labels for conversations", endpoints: TAGS },
  { name: "metadata", about: "What is known about conversations", endpoints: METADATA },
  { name: "channels", about: "The sites that visitors come from", endpoints: CHANNELS },
  { name: "users", about: "Operators' accounts", endpoints: USERS },
  { name: "invitations", about: "Accounts to be made", endpoints: INVITATIONS },
  { name: "sessions", about: "Where an operator is logged in", endpoints: SESSIONS },
  { name: "tokens", about: "API tokens of bots and servers", endpoints: TOKENS },
  { name: "webhooks", about: "Events, delivered to other servers", endpoints: WEBHOOKS },
];
