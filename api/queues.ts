/** Every destination of the websockets; what is missing here fails test/api/. */
import { Channel } from "../protocol/answers/channels.ts";
import { Conversation } from "../protocol/answers/conversations.ts";
import {
  PresenceEvent,
  ReadEvent,
  TypingEvent,
  UnreadCountEvent,
  ViewersEvent,
  VisitorConversationEvent,
  VisitorPresenceEvent,
  VisitorReadEvent,
  VisitorTypingEvent,
} from "../protocol/answers/live.ts";
import { NoteEvent } from "../protocol/answers/notes.ts";
import { RemovedUser, User } from "../protocol/answers/users.ts";
import type * as v from "valibot";
import {
  OperatorTyping,
  OperatorViewing,
  VisitorPage,
  VisitorRead,
  VisitorTyping,
} from "../protocol/live.ts";
import { MessageEvent } from "../protocol/answers/message.ts";

export type Side = "chatplugin" | "communication";

export interface Queue {
  readonly side: Side;
  readonly destination: `/${string}`;
  readonly about: string;
  /** What a MESSAGE carries; exported by protocol/. */
  readonly event: v.GenericSchema;
  /** The header to come back by. Absent: what is missed is not sent again. */
  readonly numberedBy?: "offset" | "position";
}

export interface Intake {
  readonly side: Side;
  readonly destination: `/${string}`;
  readonly about: string;
  /** What a SEND carries; exported by protocol/. */
  readonly body: v.GenericSchema;
}

export const QUEUES: readonly Queue[] = [
  {
    side: "chatplugin",
    destination: "/user/queue/message",
    about: "The messages of the visitor's conversation, their own too.",
    event: MessageEvent,
    numberedBy: "offset",
  },
  {
    side: "chatplugin",
    destination: "/user/queue/typing",
    about: "An operator writes to this visitor, or writes no longer.",
    event: VisitorTypingEvent,
  },
  {
    side: "chatplugin",
    destination: "/user/queue/read",
    about: "An operator has seen everything up to this offset.",
    event: VisitorReadEvent,
  },
  {
    side: "chatplugin",
    destination: "/user/queue/presence",
    about: "Whether somebody is there to answer.",
    event: VisitorPresenceEvent,
  },
  {
    side: "chatplugin",
    destination: "/user/queue/conversation",
    about: "Whether the conversation is open or closed.",
    event: VisitorConversationEvent,
  },
  {
    side: "communication",
    destination: "/queue/message",
    about: "The messages of all conversations.",
    event: MessageEvent,
    numberedBy: "position",
  },
  {
    side: "communication",
    destination: "/queue/unread-count",
    about: "How much of a conversation is unread. Of two counts the later one holds.",
    event: UnreadCountEvent,
  },
  {
    side: "communication",
    destination: "/queue/channel/connected",
    about: "A channel was connected or changed.",
    event: Channel,
  },
  {
    side: "communication",
    destination: "/queue/channel/disconnected",
    about: "A channel was disconnected.",
    event: Channel,
  },
  {
    side: "communication",
    destination: "/queue/conversation",
    about: "A conversation is new, or its state, tags, assignment, contact or metadata changed.",
    event: Conversation,
  },
  {
    side: "communication",
    destination: "/queue/note",
    about: "An internal note was written, or, without `note`, removed.",
    event: NoteEvent,
  },
  {
    side: "communication",
    destination: "/queue/typing",
    about: "A visitor or an operator writes, or writes no longer.",
    event: TypingEvent,
  },
  {
    side: "communication",
    destination: "/queue/viewers",
    about: "Which operators have a conversation open now: each event names all of them.",
    event: ViewersEvent,
  },
  {
    side: "communication",
    destination: "/queue/read",
    about: "A visitor has seen everything up to this offset.",
    event: ReadEvent,
  },
  {
    side: "communication",
    destination: "/queue/presence",
    about: "Which visitors are there, and on which page.",
    event: PresenceEvent,
  },
  {
    side: "communication",
    destination: "/queue/user",
    about: "An account is new, has changed, or its owner has come, gone or is away.",
    event: User,
  },
  {
    side: "communication",
    destination: "/queue/user/removed",
    about: "An account was removed.",
    event: RemovedUser,
  },
];

export const INTAKES: readonly Intake[] = [
  {
    side: "chatplugin",
    destination: "/app/typing",
    about: "The visitor writes, or writes no longer. Said again while it goes on.",
    body: VisitorTyping,
  },
  {
    side: "chatplugin",
    destination: "/app/read",
    about: "The visitor has seen everything up to this offset.",
    body: VisitorRead,
  },
  {
    side: "chatplugin",
    destination: "/app/page",
    about: "The page that the visitor is on.",
    body: VisitorPage,
  },
  {
    side: "communication",
    destination: "/app/typing",
    about: "The operator writes, or writes no longer. Said again while it goes on.",
    body: OperatorTyping,
  },
  {
    side: "communication",
    destination: "/app/viewing",
    about: "The conversation that the operator has open, or null for none.",
    body: OperatorViewing,
  },
];
