/** The past of a feed, read a page at a time up to what has gone out live. */
import type { MessageReads } from "../db/messages.ts";
import { ParleyError } from "../errors.ts";
import type { Version } from "../stomp/frame.ts";
import type { MessageFeed } from "./destinations.ts";
import type { Hub } from "./hub.ts";
import { messageBody, messageFrame, messageHead } from "./message-frame.ts";
import { messageJson } from "./message-json.ts";

export interface ReplayPage {
  /** Offset or position to go on behind. */
  readonly after: number;
  /** Nothing is left: from here on the feed is live. */
  readonly isLast: boolean;
}

export interface Replay {
  /**
   * Behind which offset or position a subscription begins; undefined without an `offset` header: at what
   * is live. Throws `history_changed` when the number was counted in another history.
   */
  start(
    feed: MessageFeed,
    offset: string | undefined,
    history: string | undefined,
  ): number | undefined;
  /**
   * Sends what is behind `after`, at most a page. `send` takes one MESSAGE and says whether another one
   * has room; a page that was stopped is not the last.
   */
  next(
    feed: MessageFeed,
    after: number,
    version: Version,
    subscription: string,
    send: (text: string) => boolean,
  ): ReplayPage;
}

const PAGE = 100;

export function createReplay(messages: MessageReads, hub: Hub): Replay {
  return {
    start(feed, offset, history) {
      if (offset === undefined) return undefined;
      if (!/^\d{1,15}$/.test(offset)) {
        throw new ParleyError("invalid_request", "the header offset is not a number");
      }
      const after = Number(offset);
      const ours =
        feed.kind === "conversation"
          ? messages.offsetIsOurs(feed.conversationId, after, history)
          : messages.positionIsOurs(after, history);
      if (ours) return after;
      throw new ParleyError("history_changed", "this offset was counted in another history");
    },

    next(feed, after, version, subscription, send) {
      const rows =
        feed.kind === "conversation"
          ? messages.eachAfter(feed.conversationId, after, hub.position, PAGE)
          : messages.eachAfterPosition(after, hub.position, PAGE);
      const head = messageHead(feed, version, subscription);
      let reached = after;
      let count = 0;
      for (const row of rows) {
        reached = feed.kind === "conversation" ? row.offset : row.position;
        count += 1;
        const text = messageFrame(head, feed, row, messageBody(row, messageJson(row)));
        if (!send(text)) return { after: reached, isLast: false };
      }
      return { after: reached, isLast: count < PAGE };
    },
  };
}
