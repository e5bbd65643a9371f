/**
 * The live feed of messages, over any number of sessions without a gap.
 *
 * The first session starts behind the newest message that the server had at that moment (CONNECTED's
 * `position`): what is older comes from the lists, which are loaded once the subscription stands.
 * Later sessions go on behind the last message seen. If the server's database is not the one that
 * position was counted in, it says `history_changed`, and everything begins anew.
 *
 * The queues beside the messages tell what is so now: they have no past to go on from. What they said
 * is forgotten with the session, and whoever listens is told anew when the next one stands.
 */
import type { Conversation } from "../../protocol/conversations.ts";
import type {
  PresenceEvent,
  ReadEvent,
  TypingEvent,
  UnreadCountEvent,
  ViewersEvent,
} from "../../protocol/live.ts";
import type { NoteEvent } from "../../protocol/notes.ts";
import type { RemovedUser, User } from "../../protocol/users.ts";
import type { MessageEvent } from "../../protocol/message.ts";
import type { ClientOptions, StompClient, Subscription } from "../../stomp/client.ts";

export type Connect = (
  options: Omit<ClientOptions, "open">,
  subscriptions: Subscription[],
) => Pick<StompClient, "start" | "stop" | "wake" | "send">;

interface Events {
  readonly "/queue/conversation": Conversation;
  readonly "/queue/unread-count": UnreadCountEvent;
  readonly "/queue/note": NoteEvent;
  readonly "/queue/typing": TypingEvent;
  readonly "/queue/viewers": ViewersEvent;
  readonly "/queue/read": ReadEvent;
  readonly "/queue/presence": PresenceEvent;
  readonly "/queue/user": User;
  readonly "/queue/user/removed": RemovedUser;
}

export interface LiveDeps {
  readonly connect: Connect;
  readonly token: () => string;
  /** The feed stands at a new beginning: everything is to be loaded. */
  readonly onFresh: () => void;
  /** The feed stands again and goes on where it was. */
  readonly onResumed: () => void;
  readonly onMessage: (event: MessageEvent) => void;
  /** By queue. */
  readonly on: { readonly [Queue in keyof Events]: (event: Events[Queue]) => void };
  readonly onHistoryChanged: () => void;
  readonly onUnauthorized: () => void;
  /** An attempt failed or a session ended; the next attempt follows. */
  readonly onDown: () => void;
  readonly changed: () => void;
}

interface Place {
  position: number;
  /** The server's history that the position is known to be valid in. */
  history: string;
}

export class Live {
  state: "connecting" | "live" | "reconnecting" = "connecting";
  readonly #deps: LiveDeps;
  readonly #client: ReturnType<Connect>;
  #place: Place | undefined;
  #fresh = true;

  constructor(deps: LiveDeps) {
    this.#deps = deps;
    this.#client = deps.connect(
      {
        token: async () => deps.token(),
        onUp: (headers) => this.#up(headers),
        onDown: (code) => this.#down(code),
      },
      [
        ...Object.entries(deps.on).map(([destination, take]) => ({
          destination,
          headers: () => [],
          onMessage: (body: string) => {
            take(JSON.parse(body) as never);
            deps.changed();
          },
        })),
        // The last one: once it stands, all do, and what is loaded then misses nothing.
        {
          destination: "/queue/message",
          headers: () => this.#headers(),
          onReady: (connected) => this.#ready(connected),
          onMessage: (body, headers) => this.#message(body, headers),
        },
      ],
    );
  }

  start(): void {
    this.#client.start();
  }

  stop(): void {
    this.#client.stop();
  }

  wake(): void {
    this.#client.wake();
  }

  /** Tells the server what is so now; without a session nobody listens, and nothing is kept. */
  send(destination: string, body: object): void {
    this.#client.send(destination, JSON.stringify(body));
  }

  #up(headers: ReadonlyMap<string, string>): void {
    this.#place ??= {
      position: Number(headers.get("position") ?? 0),
      history: headers.get("history") ?? "",
    };
  }

  #headers(): [string, string][] {
    if (this.#place === undefined) return [];
    const { position, history } = this.#place;
    const offset: [string, string] = ["offset", String(position)];
    return history === "" ? [offset] : [offset, ["history", history]];
  }

  #ready(connected: ReadonlyMap<string, string>): void {
    if (this.#place) this.#place.history = connected.get("history") ?? "";
    this.state = "live";
    if (this.#fresh) this.#deps.onFresh();
    else this.#deps.onResumed();
    this.#fresh = false;
    this.#deps.changed();
  }

  #message(body: string, headers: ReadonlyMap<string, string>): void {
    const position = Number(headers.get("position") ?? 0);
    if (this.#place) this.#place.position = Math.max(this.#place.position, position);
    this.#deps.onMessage(JSON.parse(body) as MessageEvent);
  }

  #down(code: string): void {
    this.state = this.#fresh ? "connecting" : "reconnecting";
    if (code === "unauthorized") return this.#deps.onUnauthorized();
    if (code === "history_changed") {
      this.#place = undefined;
      this.#fresh = true;
      this.#deps.onHistoryChanged();
    } else if (this.#fresh) {
      this.#place = undefined;
    }
    this.#deps.onDown();
    this.#deps.changed();
  }
}
