/**
 * What is so now: who writes, who reads, who is here, and what has changed beside the messages. None of
 * it is stored or sent again, and what nobody listens to is not even put into words.
 */
import type { ConversationRow } from "../db/conversation-row.ts";
import type { MessageRow } from "../db/messages.ts";
import { ParleyError } from "../errors.ts";
import type { NoteEvent } from "../protocol/notes.ts";
import type {
  Page,
  ReadEvent,
  UnreadCountEvent,
  VisitorConversationEvent,
  VisitorReadEvent,
} from "../protocol/live.ts";
import type { Change } from "./changes.ts";
import { toChannel } from "./channels.ts";
import { conversationJson } from "./conversation-json.ts";
import {
  OPERATOR_FEEDS,
  VISITOR_PRESENCE,
  visitorReadFeed,
  visitorStateFeed,
  type LiveFeed,
} from "./destinations.ts";
import type { Hub } from "./hub.ts";
import { toNote } from "./note-json.ts";
import { Presence } from "./presence.ts";
import type { StaffPresence } from "./staff-presence.ts";
import { Timestamps } from "./timestamps.ts";
import type { Identity, Operator, Visitor } from "./tokens.ts";
import { Typing } from "./typing.ts";
import { Viewing } from "./viewing.ts";
import type { VisitorMemory } from "./visitor-memory.ts";

type NoteChange = Extract<Change, { kind: "note" }>;

export interface LiveDeps {
  readonly hub: Hub;
  readonly conversations: {
    find(id: string): ConversationRow | undefined;
    lastOffset(id: string): number | undefined;
    stateOf(id: string): ConversationRow["state"] | undefined;
    readUpTo(id: string): { offset: number; at: number } | undefined;
  };
  /** Of all sessions that are connected. */
  readonly identities: () => Iterable<Identity>;
  /** As the database has them: a session may be older than a new name or picture. */
  readonly asNow: (operator: Operator) => Operator;
  readonly staff: StaffPresence;
  readonly memory: Pick<VisitorMemory, "opened" | "saw" | "tick">;
  readonly now: () => number;
  readonly monotonic: () => number;
}

export class Live {
  readonly #hub: Hub;
  readonly #conversations: LiveDeps["conversations"];
  readonly #asNow: LiveDeps["asNow"];
  readonly #staff: StaffPresence;
  readonly #memory: LiveDeps["memory"];
  readonly #now: () => number;
  readonly #presence: Presence;
  readonly #typing: Typing;
  readonly #viewing: Viewing;
  readonly #timestamps: Timestamps;

  constructor(deps: LiveDeps) {
    const { hub, conversations, identities, asNow, staff, memory, now, monotonic } = deps;
    this.#hub = hub;
    this.#conversations = conversations;
    this.#asNow = asNow;
    this.#staff = staff;
    this.#memory = memory;
    this.#now = now;
    this.#presence = new Presence(hub, identities);
    this.#typing = new Typing(hub, monotonic);
    this.#viewing = new Viewing(hub);
    this.#timestamps = new Timestamps(now);
  }

  /** A change that is committed. Never throws: the change stands, whoever hears of it. */
  readonly tell = (change: Change): void => {
    switch (change.kind) {
      case "conversation":
        this.#tellVisitor(change.conversationId);
        return this.#tellConversation(change.conversationId);
      case "unread":
        this.#tellUnread(change.conversationId, change.unread, change.markedBy);
        return this.#tellReading(change.conversationId, change.readOffset);
      case "note":
        return this.#tellNote(change);
      case "user":
        return this.#staff.updated(change.userId);
      case "user_removed":
        return this.#staff.removed(change.userId);
      case "channel": {
        const { what, channel } = change;
        const { channelConnected, channelDisconnected } = OPERATOR_FEEDS;
        const feed = what === "disconnected" ? channelDisconnected : channelConnected;
        return this.#hub.emit(feed, () => JSON.stringify(toChannel(channel)));
      }
    }
  };

  /** A message that has gone out; `unread` messages of its conversation are unread now. */
  readonly stored = (message: MessageRow, unread: number): void => {
    const { conversationId, senderId, senderType, offset } = message;
    this.#typing.wrote(conversationId, senderId);
    if (offset === 1) {
      this.#tellConversation(conversationId);
      const page = this.#presence.page(conversationId);
      if (page !== undefined) this.#memory.opened(conversationId, page);
    }
    if (senderType === "source_contact") this.#tellUnread(conversationId, unread);
  };

  /** To be called once the session's identity is among `identities`. */
  came(identity: Identity): void {
    if (identity.kind === "operator") this.#staff.came(identity);
    if (identity.kind === "visitor") this.#presence.came(identity);
  }

  /** To be called once it is not among them any more. */
  went(session: object, identity: Identity): void {
    this.#typing.went(session, identity.kind === "visitor" ? identity.conversationId : undefined);
    this.#viewing.went(session);
    if (identity.kind === "operator") this.#staff.went(identity);
    if (identity.kind === "visitor") this.#presence.went(session, identity);
  }

  /** What is so already, for somebody who has just joined this feed: an event each. */
  present({ destination, conversationId }: LiveFeed): Iterator<string> | undefined {
    switch (destination) {
      case OPERATOR_FEEDS.presence.destination:
        return this.#presence.toOperators();
      case VISITOR_PRESENCE.destination:
        return this.#staff.toVisitor();
      case OPERATOR_FEEDS.typing.destination:
        return this.#typing.toOperators();
      case OPERATOR_FEEDS.viewers.destination:
        return this.#viewing.toOperators();
      case "/user/queue/typing":
        return this.#typing.toVisitor(conversationId ?? "");
      case "/user/queue/conversation":
        return [this.#stateOf(conversationId ?? "")].filter((text) => text !== undefined).values();
      case "/user/queue/read":
        return [this.#readUpTo(conversationId ?? "")].filter((text) => text !== undefined).values();
      default:
        return undefined;
    }
  }

  visitorTypes(session: object, visitor: Visitor, typing: boolean): void {
    this.#typing.visitor(session, visitor, typing);
  }

  /** Throws `conversation_not_found`. */
  operatorTypes(
    session: object,
    operator: Operator,
    conversationId: string,
    typing: boolean,
  ): void {
    if (this.#conversations.lastOffset(conversationId) === undefined) {
      throw new ParleyError("conversation_not_found", "there is no such conversation");
    }
    const named = this.#asNow(operator);
    this.#typing.operator(session, named, conversationId, typing);
  }

  /** One that does not exist is nobody's business: it is told like any other, and no read is spent on it. */
  operatorViews(session: object, operator: Operator, conversationId: string | undefined): void {
    this.#viewing.views(session, this.#asNow(operator), conversationId);
  }

  /** The visitor has seen everything up to `offset`. Throws `invalid_request` when there is no such one. */
  visitorReads({ conversationId }: Visitor, offset: number): void {
    if (offset > (this.#conversations.lastOffset(conversationId) ?? 0)) {
      throw new ParleyError("invalid_request", "offset: there is no such message");
    }
    this.#memory.saw(conversationId, offset);
    this.#hub.emit(OPERATOR_FEEDS.read, () => {
      const event: ReadEvent = { conversation_id: conversationId, offset, at: this.#time() };
      return JSON.stringify(event);
    });
  }

  visitorOpens(session: object, visitor: Visitor, page: Page): void {
    const isAnother = this.#presence.opened(session, visitor, page);
    if (isAnother && this.#exists(visitor.conversationId)) {
      this.#memory.opened(visitor.conversationId, page);
    }
  }

  /** To be called about once a second. */
  tick(): void {
    this.#typing.tick();
    this.#presence.tick();
    this.#memory.tick();
  }

  /** Nothing is left behind when everybody has gone. */
  get isEmpty(): boolean {
    const parts = [this.#staff, this.#presence, this.#typing, this.#viewing];
    return parts.every(({ isEmpty }) => isEmpty);
  }

  #tellConversation(conversationId: string): void {
    this.#hub.emit(OPERATOR_FEEDS.conversation, () => {
      try {
        const row = this.#conversations.find(conversationId);
        return row && conversationJson(row);
      } catch {
        // A database that cannot be read has been told of; the change that is told here stands.
        return undefined;
      }
    });
  }

  #tellVisitor(conversationId: string): void {
    this.#hub.emit(visitorStateFeed(conversationId), () => this.#stateOf(conversationId));
  }

  /** Undefined where there is no conversation, or the database cannot be read. */
  #stateOf(conversationId: string): string | undefined {
    try {
      const state = this.#conversations.stateOf(conversationId);
      return state && JSON.stringify({ state } satisfies VisitorConversationEvent);
    } catch {
      return undefined;
    }
  }

  /** Undefined where no operator has read anything, or the database cannot be read. */
  #readUpTo(conversationId: string): string | undefined {
    try {
      const read = this.#conversations.readUpTo(conversationId);
      if (read === undefined) return undefined;
      const event: VisitorReadEvent = { ...read, at: new Date(read.at).toISOString() };
      return JSON.stringify(event);
    } catch {
      return undefined;
    }
  }

  #tellUnread(conversationId: string, unread: number, by?: Operator): void {
    this.#hub.emit(OPERATOR_FEEDS.unreadCount, () => {
      const event: UnreadCountEvent = {
        conversation_id: conversationId,
        unread_message_count: unread,
        timestamp: new Date(this.#timestamps.next(conversationId)).toISOString(),
        ...(by && { marked_by: { id: by.userId, name: this.#asNow(by).name } }),
      };
      return JSON.stringify(event);
    });
  }

  #tellNote({ conversationId, id, note }: NoteChange): void {
    this.#hub.emit(OPERATOR_FEEDS.note, () => {
      const event: NoteEvent = {
        conversation_id: conversationId,
        id,
        ...(note && { note: toNote(note) }),
      };
      return JSON.stringify(event);
    });
  }

  #tellReading(conversationId: string, offset: number | undefined): void {
    if (offset === undefined) return;
    this.#hub.emit(visitorReadFeed(conversationId), () => {
      const event: VisitorReadEvent = { offset, at: this.#time() };
      return JSON.stringify(event);
    });
  }

  /** Where the database cannot be read nothing is stored either. */
  #exists(conversationId: string): boolean {
    try {
      return this.#conversations.lastOffset(conversationId) !== undefined;
    } catch {
      return false;
    }
  }

  #time(): string {
    return new Date(this.#now()).toISOString();
  }
}
