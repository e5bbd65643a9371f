/**
 * Everything that changes the database, by name. A command is plain data, runs inside the writer's
 * transaction and gives plain data: it crosses to the writer's thread and back.
 */
import type { Database } from "bun:sqlite";
import { apiTokenWrites, type ApiTokenWrites } from "./api-tokens.ts";
import { cannedAnswerWrites, type CannedAnswerWrites } from "./canned-answers.ts";
import { avatarWrites, type AvatarWrites } from "./avatars.ts";
import { channelWrites, type ChannelWrites } from "./channels.ts";
import { conversationWrites, type ConversationWrites } from "./conversation-writes.ts";
import { fileWrites, type FileWrites } from "./files.ts";
import { historyWrites, type HistoryWrites } from "./histories.ts";
import { invitationWrites, type InvitationWrites } from "./invitations.ts";
import { loginWrites, type LoginWrites } from "./logins.ts";
import { messageWrites, type MessageWrites } from "./messages.ts";
import { metadataWrites, type MetadataWrites } from "./metadata.ts";
import { sightingWrites, type SightingWrites } from "./sightings.ts";
import { pageVisitWrites, type PageVisitWrites } from "./page-visits.ts";
import { noteWrites, type NoteWrites } from "./notes.ts";
import { peopleWrites, type PeopleWrites } from "./people.ts";
import { savedViewWrites, type SavedViewWrites } from "./saved-views.ts";
import { searchIndexWrites, type SearchIndexWrites } from "./search-index.ts";
import { toldContactWrites, type ToldContactWrites } from "./told-contacts.ts";
import { tagWrites, type TagWrites } from "./tags.ts";
import { outboxWrites, type OutboxWrites } from "./outbox.ts";
import { userWrites, type UserWrites } from "./user-writes.ts";
import { webhookWrites, type WebhookWrites } from "./webhooks.ts";

export type Commands = MessageWrites &
  HistoryWrites &
  ChannelWrites &
  ConversationWrites &
  TagWrites &
  ToldContactWrites &
  MetadataWrites &
  PageVisitWrites &
  SightingWrites &
  NoteWrites &
  CannedAnswerWrites &
  PeopleWrites &
  SavedViewWrites &
  SearchIndexWrites &
  ApiTokenWrites &
  AvatarWrites &
  InvitationWrites &
  LoginWrites &
  OutboxWrites &
  WebhookWrites &
  FileWrites &
  UserWrites;

export function createCommands(db: Database): Commands {
  return {
    ...messageWrites(db),
    ...historyWrites(db),
    ...channelWrites(db),
    ...conversationWrites(db),
    ...tagWrites(db),
    ...toldContactWrites(db),
    ...metadataWrites(db),
    ...pageVisitWrites(db),
    ...sightingWrites(db),
    ...noteWrites(db),
    ...cannedAnswerWrites(db),
    ...peopleWrites(db),
    ...savedViewWrites(db),
    ...searchIndexWrites(db),
    ...apiTokenWrites(db),
    ...avatarWrites(db),
    ...invitationWrites(db),
    ...loginWrites(db),
    ...outboxWrites(db),
    ...webhookWrites(db),
    ...fileWrites(db),
    ...userWrites(db),
  };
}

export type CommandName = keyof Commands;
export type CommandInput<Name extends CommandName> = Parameters<Commands[Name]>[0];
export type CommandResult<Name extends CommandName> = ReturnType<Commands[Name]>;

export interface Command<Name extends CommandName = CommandName> {
  readonly name: Name;
  readonly input: CommandInput<Name>;
  /** The login or API token of an admin: when that is no admin's any more, nothing is done. */
  readonly admin?: string | undefined;
}

/** What a command takes beside its text, roughly. */
const COMMAND_BYTES = 1_024;

/** Roughly what a command takes in memory while it waits, in bytes. */
export function sizeOf({ input }: Command): number {
  if (typeof input === "object" && "content" in input) return COMMAND_BYTES + input.content.length;
  return COMMAND_BYTES + JSON.stringify(input).length;
}

/** What became of one command. If it is not ok, nothing of it is stored. */
export type Outcome =
  | { readonly ok: true; readonly result: unknown }
  | {
      readonly ok: false;
      readonly code: "storage_full" | "storage_failed" | "forbidden";
      readonly reason: string;
    };
