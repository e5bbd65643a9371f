/**
 * What an operator does to a conversation. That it is done comes back by the live feed, in the order in
 * which everybody's changes were made; only without the feed is the answer taken for it.
 */
import type { Conversation } from "../../protocol/conversations.ts";
import type { Tag, TagColor } from "../../protocol/tags.ts";
import { CallFailed, type Call } from "../api.ts";
import { withoutValue, withValue, type MetadataValue } from "./metadata.ts";
import type { Tags } from "./tags.ts";

export interface ActionsDeps {
  readonly call: Call;
  readonly tags: Tags;
  readonly isLive: () => boolean;
  /** What a conversation has become. */
  readonly onDone: (conversationId: string, change: Change) => void;
  readonly changed: () => void;
}

export type Change = (conversation: Conversation) => Conversation;

export class Actions {
  /** Why the last thing that was tried came to nothing. */
  failure: CallFailed | undefined;
  readonly #deps: ActionsDeps;

  constructor(deps: ActionsDeps) {
    this.#deps = deps;
  }

  setState(id: string, state: Conversation["state"]): Promise<boolean> {
    return this.#do(
      id,
      () => this.#deps.call("/conversations.set-state", { conversation_id: id, state }),
      (conversation) => ({ ...conversation, state }),
    );
  }

  /** That it is done is told with the count. */
  markUnread(id: string): Promise<boolean> {
    return this.#do(
      id,
      () => this.#deps.call("/conversations.unread", { conversation_id: id }),
      (conversation) => conversation,
    );
  }

  /** To nobody: without `assignee`. */
  assign(id: string, assignee: Conversation["assignee"]): Promise<boolean> {
    const user_id = assignee?.id ?? null;
    return this.#do(
      id,
      () => this.#deps.call("/conversations.assign", { conversation_id: id, user_id }),
      ({ assignee: _, ...rest }) => (assignee === undefined ? rest : { ...rest, assignee }),
    );
  }

  tag(id: string, { id: tag_id }: Pick<Tag, "id">): Promise<boolean> {
    return this.#do(
      id,
      () => this.#deps.call("/conversations.tag", { conversation_id: id, tag_id }),
      (conversation) => ({ ...conversation, tags: [...conversation.tags, tag_id] }),
    );
  }

  untag(id: string, { id: tag_id }: Pick<Tag, "id">): Promise<boolean> {
    return this.#do(
      id,
      () => this.#deps.call("/conversations.untag", { conversation_id: id, tag_id }),
      (conversation) => ({
        ...conversation,
        tags: conversation.tags.filter((each) => each !== tag_id),
      }),
    );
  }

  /** Makes a tag and gives it to the conversation. */
  async tagAnew(id: string, name: string, color: TagColor): Promise<boolean> {
    let tagId = "";
    const isMade = await this.#do(
      id,
      async () => {
        tagId = await this.#deps.tags.create(name, color);
      },
      (conversation) => conversation,
    );
    return isMade && this.tag(id, { id: tagId });
  }

  rename(id: string, display_name: string): Promise<boolean> {
    return this.#do(
      id,
      () => this.#deps.call("/conversations.update-contact", { conversation_id: id, display_name }),
      (conversation) => ({ ...conversation, contact: { ...conversation.contact, display_name } }),
    );
  }

  setFact(id: string, key: string, value: MetadataValue): Promise<boolean> {
    return this.#do(
      id,
      () => this.#deps.call("/metadata.set", { conversation_id: id, key, value }),
      ({ metadata, ...rest }) => ({ ...rest, metadata: { ...withValue(metadata, key, value) } }),
    );
  }

  removeFact(id: string, key: string): Promise<boolean> {
    return this.#do(
      id,
      () => this.#deps.call("/metadata.remove", { conversation_id: id, key }),
      ({ metadata, ...rest }) => ({ ...rest, metadata: { ...withoutValue(metadata, key) } }),
    );
  }

  forgetFailure(): void {
    this.failure = undefined;
    this.#deps.changed();
  }

  /** Gives whether it was done. */
  async #do(id: string, call: () => Promise<unknown>, change: Change): Promise<boolean> {
    try {
      await call();
      this.failure = undefined;
      if (!this.#deps.isLive()) this.#deps.onDone(id, change);
      return true;
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      this.failure = error;
      return false;
    } finally {
      this.#deps.changed();
    }
  }
}
