/** Everything that is asked of the database, by family. A read that fails is `storage_failed` for whoever asked. */
import type { Database } from "bun:sqlite";
import { apiTokenReads, type ApiTokenReads } from "./api-tokens.ts";
import { cannedAnswerReads, type CannedAnswerReads } from "./canned-answers.ts";
import { channelReads, type ChannelReads } from "./channels.ts";
import { conversationListReads, type ConversationListReads } from "./conversation-list.ts";
import { conversationReads, type ConversationReads } from "./conversations.ts";
import { fileReads, type FileReads } from "./files.ts";
import { invitationReads, type InvitationReads } from "./invitations.ts";
import { loginReads, type LoginReads } from "./logins.ts";
import { messageReads, type MessageReads } from "./messages.ts";
import { noteReads, type NoteReads } from "./notes.ts";
import { outboxReads, type OutboxReads } from "./outbox.ts";
import { pageVisitReads, type PageVisitReads } from "./page-visits.ts";
import { peopleReads, type PeopleReads } from "./people.ts";
import { containFailures } from "./read-failures.ts";
import { savedViewReads, type SavedViewReads } from "./saved-views.ts";
import { tagReads, type TagReads } from "./tags.ts";
import { userReads, type UserReads } from "./users.ts";
import { webhookReads, type WebhookReads } from "./webhooks.ts";

export interface Reads {
  readonly apiTokens: ApiTokenReads;
  readonly cannedAnswers: CannedAnswerReads;
  readonly savedViews: SavedViewReads;
  readonly channels: ChannelReads;
  readonly conversations: ConversationReads;
  readonly conversationList: ConversationListReads;
  readonly files: FileReads;
  readonly invitations: InvitationReads;
  readonly logins: LoginReads;
  readonly messages: MessageReads;
  readonly pageVisits: PageVisitReads;
  readonly notes: NoteReads;
  readonly people: PeopleReads;
  readonly tags: TagReads;
  readonly outbox: OutboxReads;
  readonly users: UserReads;
  readonly webhooks: WebhookReads;
}

/** `history`: the one that this process begins. `onFailure` is told the read's name and the reason. */
export function createReads(
  db: Database,
  history: string,
  onFailure: (read: string, reason: string) => void,
): Reads {
  const contained = <Family extends object>(family: Family): Family =>
    containFailures(family, onFailure);
  return {
    apiTokens: contained(apiTokenReads(db)),
    cannedAnswers: contained(cannedAnswerReads(db)),
    savedViews: contained(savedViewReads(db)),
    channels: contained(channelReads(db)),
    conversations: contained(conversationReads(db)),
    conversationList: contained(conversationListReads(db)),
    files: contained(fileReads(db)),
    invitations: contained(invitationReads(db)),
    logins: contained(loginReads(db)),
    messages: contained(messageReads(db, history)),
    pageVisits: contained(pageVisitReads(db)),
    notes: contained(noteReads(db)),
    people: contained(peopleReads(db)),
    tags: contained(tagReads(db)),
    outbox: contained(outboxReads(db)),
    users: contained(userReads(db)),
    webhooks: contained(webhookReads(db)),
  };
}
