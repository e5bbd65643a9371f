/** Every object of the wire by the name that it is exported under in protocol/. */
import type * as v from "valibot";
import * as answer from "../protocol/answers/answer.ts";
import * as answeredSavedViews from "../protocol/answers/saved-views.ts";
import * as answeredCannedAnswers from "../protocol/answers/canned-answers.ts";
import * as answeredChannels from "../protocol/answers/channels.ts";
import * as answeredChatplugin from "../protocol/answers/chatplugin.ts";
import * as answeredConversationList from "../protocol/answers/conversation-list.ts";
import * as answeredConversations from "../protocol/answers/conversations.ts";
import * as answeredFiles from "../protocol/answers/files.ts";
import * as answeredInvitations from "../protocol/answers/invitations.ts";
import * as answeredLive from "../protocol/answers/live.ts";
import * as answeredMessages from "../protocol/answers/messages.ts";
import * as answeredNotes from "../protocol/answers/notes.ts";
import * as answeredSessions from "../protocol/answers/sessions.ts";
import * as answeredTags from "../protocol/answers/tags.ts";
import * as answeredTokens from "../protocol/answers/tokens.ts";
import * as answeredUsers from "../protocol/answers/users.ts";
import * as answeredWebhooks from "../protocol/answers/webhooks.ts";
import * as savedViews from "../protocol/saved-views.ts";
import * as cannedAnswers from "../protocol/canned-answers.ts";
import * as channels from "../protocol/channels.ts";
import * as chatplugin from "../protocol/chatplugin.ts";
import * as contact from "../protocol/contact.ts";
import * as content from "../protocol/content.ts";
import * as conversationList from "../protocol/conversation-list.ts";
import * as conversations from "../protocol/conversations.ts";
import * as files from "../protocol/files.ts";
import * as invitations from "../protocol/invitations.ts";
import * as json from "../protocol/json.ts";
import * as live from "../protocol/live.ts";
import * as message from "../protocol/answers/message.ts";
import * as messages from "../protocol/messages.ts";
import * as metadata from "../protocol/metadata.ts";
import * as notes from "../protocol/notes.ts";
import * as refusal from "../protocol/answers/refusal.ts";
import * as sessions from "../protocol/sessions.ts";
import * as tags from "../protocol/tags.ts";
import * as tokens from "../protocol/tokens.ts";
import * as users from "../protocol/users.ts";
import * as webhookEvents from "../protocol/answers/webhook-events.ts";
import * as webhooks from "../protocol/webhooks.ts";
import { convertAll, schemaRef, type Direction, type JsonSchema } from "./json-schema.ts";

const FILES = [
  answer,
  answeredCannedAnswers,
  answeredSavedViews,
  answeredChannels,
  answeredChatplugin,
  answeredConversationList,
  answeredConversations,
  answeredFiles,
  answeredInvitations,
  answeredLive,
  answeredMessages,
  answeredNotes,
  answeredSessions,
  answeredTags,
  answeredTokens,
  answeredUsers,
  answeredWebhooks,
  cannedAnswers,
  savedViews,
  channels,
  chatplugin,
  contact,
  content,
  conversationList,
  conversations,
  files,
  invitations,
  json,
  live,
  message,
  messages,
  metadata,
  notes,
  refusal,
  sessions,
  tags,
  tokens,
  users,
  webhookEvents,
  webhooks,
];

const OBJECTS = ["object", "strict_object", "loose_object", "variant"];

export interface SchemaBook {
  /** A reference to a schema that protocol/ exports. Throws for one that it does not. */
  ref(schema: v.GenericSchema, direction: Direction): { readonly $ref: string };
  /** The schema itself, its own references kept. */
  whole(schema: v.GenericSchema, direction: Direction): JsonSchema;
  /** Everything that the references given out lead to, by name. */
  used(): Record<string, JsonSchema>;
}

export function createSchemaBook(): SchemaBook {
  const named = namedSchemas();
  const names = new Map([...named].map(([name, schema]) => [schema, name]));
  const all = {
    input: convertAll(Object.fromEntries(named), "input"),
    output: convertAll(Object.fromEntries(named), "output"),
  };
  const used = new Map<string, Direction>();

  function nameOf(schema: v.GenericSchema): string {
    const name = names.get(schema);
    if (name === undefined) throw new Error(`protocol/ exports no such ${schema.type}`);
    return name;
  }

  function definition(name: string, direction: Direction): JsonSchema {
    const found = all[direction][name];
    if (found === undefined) throw new Error(`there is no schema ${name}`);
    return found;
  }

  /** One name has one meaning: what is both sent and answered must be the same in both directions. */
  function use(name: string, direction: Direction): void {
    const before = used.get(name);
    if (before === direction) return;
    const schema = definition(name, direction);
    if (before !== undefined && !Bun.deepEquals(schema, definition(name, before))) {
      throw new Error(`${name} is sent otherwise than it is answered`);
    }
    used.set(name, before ?? direction);
    if (before === undefined) useRefsOf(schema, direction);
  }

  function useRefsOf(schema: JsonSchema, direction: Direction): void {
    for (const [, name = ""] of JSON.stringify(schema).matchAll(REF)) use(name, direction);
  }

  return {
    ref(schema, direction) {
      const name = nameOf(schema);
      use(name, direction);
      return { $ref: schemaRef(name) };
    },

    whole(schema, direction) {
      const found = definition(nameOf(schema), direction);
      useRefsOf(found, direction);
      return found;
    },

    used() {
      const sorted = [...used].toSorted(([a], [b]) => (a < b ? -1 : 1));
      return Object.fromEntries(
        sorted.map(([name, direction]) => [name, definition(name, direction)]),
      );
    },
  };
}

const REF = /"\$ref":"#\/components\/schemas\/([^"]+)"/g;

function namedSchemas(): Map<string, v.GenericSchema> {
  const named = new Map<string, v.GenericSchema>();
  for (const [name, value] of FILES.flatMap((file) => Object.entries<unknown>(file))) {
    if (!isObjectSchema(value)) continue;
    if (named.has(name)) throw new Error(`protocol/ exports ${name} twice`);
    named.set(name, value);
  }
  return named;
}

function isObjectSchema(value: unknown): value is v.GenericSchema {
  return (
    typeof value === "object" &&
    value !== null &&
    "type" in value &&
    typeof value.type === "string" &&
    OBJECTS.includes(value.type)
  );
}
