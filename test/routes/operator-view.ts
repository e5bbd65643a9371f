/** What one operator knows who has asked for nothing: built from the queues alone, event by event. */
import type { Conversation } from "../../protocol/conversations.ts";
import type {
  PresenceEvent,
  ReadEvent,
  TypingEvent,
  UnreadCountEvent,
} from "../../protocol/live.ts";
import type { Message, MessageEvent } from "../../protocol/message.ts";
import { StompPeer } from "../stomp-peer.ts";

const UP_TO_NOW = "up to now";

export class OperatorView implements AsyncDisposable {
  /** As told last, by id. */
  readonly #told = new Map<string, Conversation>();
  readonly #unread = new Map<string, UnreadCountEvent>();
  readonly messages = new Map<string, Message[]>();
  /** Visitors that are here, by conversation. */
  readonly present = new Map<string, PresenceEvent>();
  /** Who writes, by conversation and writer. */
  readonly typing = new Set<string>();
  /** Up to where visitors have read, by conversation. */
  readonly read = new Map<string, number>();
  readonly peer: StompPeer;
  #upToNow = Promise.withResolvers<void>();

  private constructor(peer: StompPeer) {
    this.peer = peer;
    this.#listen().catch((error: unknown) => this.#upToNow.reject(error));
  }

  static async open(url: string, token: string): Promise<OperatorView> {
    const peer = await StompPeer.connect(url, "/ws.communication", token);
    peer.send("SUBSCRIBE", { id: "0", destination: "/queue/message", offset: "0" });
    for (const queue of ["unread-count", "conversation", "typing", "read", "presence"]) {
      peer.send("SUBSCRIBE", { id: queue, destination: `/queue/${queue}` });
    }
    return new OperatorView(peer);
  }

  /** Waits for everything that has been told before this call. */
  async settle(): Promise<void> {
    this.peer.send("UNSUBSCRIBE", { id: "nothing", receipt: UP_TO_NOW });
    await this.#upToNow.promise;
    this.#upToNow = Promise.withResolvers<void>();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.settle();
    this.peer.socket.close();
  }

  get conversationIds(): string[] {
    return [...this.messages.keys()];
  }

  /** The conversations as a list would show them. */
  get conversations(): Conversation[] {
    return [...this.#told.values()].map((told) => ({
      ...told,
      unread_message_count: this.#unread.get(told.id)?.unread_message_count ?? 0,
      last_message: this.messages.get(told.id)?.at(-1) ?? told.last_message,
    }));
  }

  async #listen(): Promise<void> {
    for (;;) {
      const happening = await this.peer.next();
      if (happening === "heart-beat") continue;
      if ("code" in happening) return;
      const { command, headers, body } = happening;
      if (command === "RECEIPT") this.#upToNow.resolve();
      else if (command === "MESSAGE") this.#take(headers["destination"] ?? "", JSON.parse(body));
      else throw new Error(`${command}: ${headers["message"]}`);
    }
  }

  #take(destination: string, event: unknown): void {
    switch (destination) {
      case "/queue/message": {
        const { conversation_id: id, message } = event as MessageEvent;
        this.messages.set(id, [...(this.messages.get(id) ?? []), message]);
        return;
      }
      case "/queue/conversation": {
        const conversation = event as Conversation;
        this.#told.set(conversation.id, conversation);
        return;
      }
      case "/queue/unread-count": {
        const count = event as UnreadCountEvent;
        const known = this.#unread.get(count.conversation_id);
        // As Airy Core asks: only a more recent count replaces the one that is known.
        if (known !== undefined && known.timestamp >= count.timestamp) return;
        this.#unread.set(count.conversation_id, count);
        return;
      }
      case "/queue/typing": {
        const { conversation_id, sender, typing } = event as TypingEvent;
        const writer = `${conversation_id} ${sender.id}`;
        if (typing === this.typing.has(writer)) throw new Error(`${writer} was told twice`);
        if (typing) this.typing.add(writer);
        else this.typing.delete(writer);
        return;
      }
      case "/queue/read": {
        const { conversation_id, offset } = event as ReadEvent;
        this.read.set(conversation_id, offset);
        return;
      }
      case "/queue/presence": {
        const presence = event as PresenceEvent;
        if (presence.online) this.present.set(presence.conversation_id, presence);
        else this.present.delete(presence.conversation_id);
        return;
      }
      default:
        throw new Error(`nobody subscribed to ${destination}`);
    }
  }
}
