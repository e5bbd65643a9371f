/** The widget without its page: conversation, stream and live signs, put together as widget.tsx does. */
import type { Channel } from "../../protocol/channels.ts";
import { createApi } from "../../widget/api.ts";
import { Conversation } from "../../widget/conversation.ts";
import type { ExtrasUser } from "../../widget/extras.ts";
import * as extras from "../../widget/extras/main.ts";
import { createLive, type Live } from "../../widget/live.ts";
import { createStore } from "../../widget/storage.ts";
import { createStream, type Stream } from "../../widget/stream.ts";
import type { View } from "../../widget/view.ts";
import { FakeStorage, KEY } from "./fakes.ts";

export interface WidgetVisitor extends Disposable {
  readonly conversation: Conversation;
  readonly live: Live;
  /** The paths that were asked for. */
  readonly asked: readonly string[];
  /** Resolves once the view, or what is live, is so. */
  until(holds: (view: View) => boolean): Promise<void>;
  readonly texts: unknown[];
}

/** A visitor's conversation by way of an address. Its pauses are short unless that is what is tested. */
export function visitWidget(channel: Channel, address: string, longestPause = 20): WidgetVisitor {
  const changed: (() => void)[] = [];
  const clock = {
    now: Date.now,
    after(pause: number, callback: () => void) {
      const timer = setTimeout(callback, Math.min(pause, longestPause));
      return () => clearTimeout(timer);
    },
    random: Math.random,
  };
  const asked: string[] = [];
  const recorded = (input: string, init: RequestInit): Promise<Response> => {
    asked.push(new URL(input).pathname);
    return fetch(input, init);
  };
  const api = createApi(address, channel.id, recorded as typeof window.fetch);
  let stream: Stream | undefined;
  const live = createLive({
    send: (destination, body) => stream?.send(destination, body) ?? false,
    now: Date.now,
    onChange: told,
  });
  function told(): void {
    for (const wake of changed.splice(0)) wake();
  }
  const handed = { use: (user: ExtrasUser) => user(extras) };
  const conversation = new Conversation({
    api,
    store: createStore(KEY, () => new FakeStorage() as unknown as Storage),
    createStream: (handlers) =>
      (stream = createStream(address, api, { ...handlers, queues: live.queues }, clock, handed)),
    ...clock,
    createId: () => crypto.randomUUID(),
    onChange: told,
  });
  return {
    conversation,
    live,
    asked,
    async until(holds: (view: View) => boolean): Promise<void> {
      while (!holds(conversation.view)) {
        await new Promise<void>((resolve) => changed.push(resolve));
      }
    },
    get texts(): unknown[] {
      return conversation.view.messages.map(({ content }) => "text" in content && content.text);
    },
    [Symbol.dispose]: () => conversation.stop(),
  };
}
