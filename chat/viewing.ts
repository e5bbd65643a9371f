/**
 * Which operators have which conversation open now. A session has one open at most; nothing is stored, and
 * an event says all who look at a conversation, so that nobody has to add up comings and goings.
 */
import { VIEWERS_NAMED } from "../protocol/limits.ts";
import type { ViewersEvent } from "../protocol/live.ts";
import type { Sender } from "../protocol/message.ts";
import { OPERATOR_FEEDS } from "./destinations.ts";
import type { Hub } from "./hub.ts";
import type { Operator } from "./tokens.ts";

interface Viewer {
  readonly id: string;
  name: string;
  avatarUrl: string | null;
  readonly sessions: Set<object>;
}

export class Viewing {
  readonly #hub: Hub;
  /** What each session that looks at something looks at. */
  readonly #open = new Map<object, string>();
  /** By conversation, then by operator; who came first comes first. */
  readonly #viewers = new Map<string, Map<string, Viewer>>();

  constructor(hub: Hub) {
    this.#hub = hub;
  }

  /** The session has turned to this conversation, or to none. */
  views(session: object, operator: Operator, conversationId: string | undefined): void {
    const { userId, name, avatarUrl } = operator;
    if (this.#open.get(session) === conversationId) return;
    this.went(session);
    if (conversationId === undefined) return;
    this.#open.set(session, conversationId);
    const viewers = this.#viewers.get(conversationId) ?? new Map<string, Viewer>();
    this.#viewers.set(conversationId, viewers);
    const viewer = viewers.get(userId) ?? { id: userId, name, avatarUrl, sessions: new Set() };
    viewer.name = name;
    viewer.avatarUrl = avatarUrl;
    viewer.sessions.add(session);
    viewers.set(userId, viewer);
    if (viewer.sessions.size === 1) this.#tell(conversationId);
  }

  /** The session is gone, or looks at nothing any more. */
  went(session: object): void {
    const conversationId = this.#open.get(session);
    if (conversationId === undefined) return;
    this.#open.delete(session);
    const viewers = this.#viewers.get(conversationId);
    for (const { id, sessions } of viewers?.values() ?? []) {
      if (!sessions.delete(session) || sessions.size > 0) continue;
      viewers?.delete(id);
      if (viewers?.size === 0) this.#viewers.delete(conversationId);
      this.#tell(conversationId);
    }
  }

  /** The events that tell an operator who looks at what. */
  *toOperators(): Generator<string> {
    for (const conversationId of this.#viewers.keys()) yield this.#event(conversationId);
  }

  get isEmpty(): boolean {
    return this.#open.size === 0 && this.#viewers.size === 0;
  }

  #tell(conversationId: string): void {
    this.#hub.emit(OPERATOR_FEEDS.viewers, () => this.#event(conversationId));
  }

  #event(conversationId: string): string {
    const viewers = [...(this.#viewers.get(conversationId)?.values() ?? [])];
    const event: ViewersEvent = {
      conversation_id: conversationId,
      viewers: viewers.slice(0, VIEWERS_NAMED).map(toSender),
      count: viewers.length,
    };
    return JSON.stringify(event);
  }
}

function toSender({ id, name, avatarUrl }: Viewer): Sender {
  return { id, name, ...(avatarUrl !== null && { avatar_url: avatarUrl }) };
}
