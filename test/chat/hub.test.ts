/** chat/hub.ts: who is counted as hearing what, and that nothing is left behind. */
import { describe, expect, test } from "bun:test";
import { visitorTypingFeed, type Feed, type LiveFeed } from "../../chat/destinations.ts";
import { Hub } from "../../chat/hub.ts";
import type { MessageRow } from "../../db/messages.ts";

const A: Feed = { kind: "conversation", conversationId: "a" };
const B: Feed = { kind: "conversation", conversationId: "b" };
const ALL: Feed = { kind: "messages" };

function message(position: number, conversationId: string): MessageRow {
  return {
    conversationId,
    channelId: "channel",
    id: `id-${position}`,
    offset: position,
    position,
    senderType: "source_contact",
    senderId: conversationId,
    senderName: "Visitor",
    senderAvatar: null,
    sentAt: 0,
    state: "DELIVERED",
    content: '{"type":"text","text":"hello"}',
    metadata: "{}",
  };
}

/** A hub that starts behind position 10, and the topics it has published to. */
function startHub(): { readonly hub: Hub; readonly published: string[] } {
  const published: string[] = [];
  return { hub: new Hub(10, (topic) => void published.push(topic)), published };
}

describe("The hub publishes a message", () => {
  test("once to each topic of its conversation and of everybody's feed, and to no other", () => {
    const { hub, published } = startHub();
    const topics = [hub.join(A, "1.2", "0"), hub.join(A, "1.2", "1"), hub.join(ALL, "1.2", "0")];
    hub.join(A, "1.2", "0");
    hub.join(B, "1.2", "0");
    hub.publish(message(11, "a"), "{}");
    expect(published.toSorted((a, b) => a.localeCompare(b))).toEqual(
      topics.toSorted((a, b) => a.localeCompare(b)),
    );
  });

  test("to a topic of its own for each version and subscription id", () => {
    const { hub } = startHub();
    const topics = new Set([
      hub.join(A, "1.2", "0"),
      hub.join(A, "1.1", "0"),
      hub.join(A, "1.0", "0"),
      hub.join(A, "1.2", "1"),
      hub.join(A, "1.2", "0 1.2"),
      hub.join(B, "1.2", "0"),
      hub.join(ALL, "1.2", "0"),
    ]);
    expect(topics.size).toBe(7);
    expect(hub.join(A, "1.2", "0")).toBe([...topics][0]!);
  });

  test("as long as somebody is left in the topic", () => {
    const { hub, published } = startHub();
    const topic = hub.join(A, "1.2", "0");
    hub.join(A, "1.2", "0");
    hub.leave(A, topic);
    hub.publish(message(11, "a"), "{}");
    hub.leave(A, topic);
    hub.publish(message(12, "a"), "{}");
    expect(published).toEqual([topic]);
    expect(hub.isEmpty).toBe(true);
  });

  test("only in the order of positions", () => {
    const { hub } = startHub();
    expect(() => hub.publish(message(10, "a"), "{}")).toThrow();
    hub.publish(message(11, "a"), "{}");
    expect(hub.position).toBe(11);
    expect(() => hub.publish(message(11, "b"), "{}")).toThrow();
    hub.publish(message(15, "b"), "{}");
    expect(hub.position).toBe(15);
  });
});

describe("The hub tells an event", () => {
  const TYPING: LiveFeed = { kind: "live", destination: "/queue/typing" };

  test("to each topic of its feed, put into words once, each frame with its topic's own head", () => {
    const told: [topic: string, text: string][] = [];
    const hub = new Hub(10, (topic, text) => void told.push([topic, text]));
    const topics = [hub.join(TYPING, "1.2", "a:b"), hub.join(TYPING, "1.0", "a:b")];
    hub.join(TYPING, "1.2", "a:b");
    hub.join(ALL, "1.2", "a:b");
    hub.join(visitorTypingFeed("a"), "1.2", "a:b");
    let worded = 0;
    hub.emit(TYPING, () => {
      worded += 1;
      return '{"é":1}';
    });
    expect(worded).toBe(1);
    expect(told.map(([topic]) => topic)).toEqual(topics);
    const rest = 'message-id:live-1\ncontent-length:8\n\n{"é":1}\0';
    const head = "destination:/queue/typing\ncontent-type:application/json\n";
    expect(told[0]![1]).toBe(`MESSAGE\nsubscription:a\\cb\n${head}${rest}`);
    expect(told[1]![1]).toBe(`MESSAGE\nsubscription:a:b\n${head}${rest}`);
  });

  test("to its own conversation's visitor only, and not at all when it turns out to be nothing", () => {
    const { hub, published } = startHub();
    const topic = hub.join(visitorTypingFeed("a"), "1.2", "0");
    hub.join(visitorTypingFeed("b"), "1.2", "0");
    hub.emit(visitorTypingFeed("a"), () => "{}");
    hub.emit(visitorTypingFeed("a"), () => undefined);
    hub.emit(visitorTypingFeed("c"), () => "{}");
    expect(published).toEqual([topic]);
  });

  test("beside the messages: their position stays as it is", () => {
    const { hub, published } = startHub();
    const topic = hub.join(TYPING, "1.2", "0");
    hub.emit(TYPING, () => "{}");
    expect(hub.position).toBe(10);
    hub.publish(message(11, "a"), "{}");
    expect(published).toEqual([topic]);
  });

  test("to nobody once the last one has left, and does not put it into words", () => {
    const { hub, published } = startHub();
    const topic = hub.join(TYPING, "1.2", "0");
    expect(hub.hears(TYPING)).toBe(true);
    hub.leave(TYPING, topic);
    expect(hub.hears(TYPING)).toBe(false);
    hub.emit(TYPING, () => {
      throw new Error("nobody asked");
    });
    expect(published).toEqual([]);
    expect(hub.isEmpty).toBe(true);
  });
});

describe("Leaving", () => {
  test("what was never joined changes nothing", () => {
    const { hub } = startHub();
    hub.leave(A, "a 1.2 0");
    const topic = hub.join(A, "1.2", "0");
    hub.leave(B, topic);
    hub.leave(A, "another");
    expect(hub.isEmpty).toBe(false);
    hub.leave(A, topic);
    hub.leave(A, topic);
    expect(hub.isEmpty).toBe(true);
  });
});

describe("A long poll", () => {
  test("is woken once, by its conversation's next message, everybody who waits", () => {
    const { hub } = startHub();
    const woken: string[] = [];
    hub.onNextMessage("a", () => woken.push("first"));
    hub.onNextMessage("a", () => woken.push("second"));
    hub.onNextMessage("b", () => woken.push("other"));
    hub.publish(message(11, "a"), "{}");
    hub.publish(message(12, "a"), "{}");
    expect(woken).toEqual(["first", "second"]);
    expect(hub.isEmpty).toBe(false);
    hub.publish(message(13, "b"), "{}");
    expect(hub.isEmpty).toBe(true);
  });

  test("that is taken back is not woken and not kept", () => {
    const { hub } = startHub();
    const woken: string[] = [];
    const takeBack = hub.onNextMessage("a", () => woken.push("first"));
    hub.onNextMessage("a", () => woken.push("second"));
    takeBack();
    takeBack();
    hub.publish(message(11, "a"), "{}");
    expect(woken).toEqual(["second"]);
    expect(hub.isEmpty).toBe(true);
  });

  test("that is taken back after it was woken leaves the next ones alone", () => {
    const { hub } = startHub();
    const woken: string[] = [];
    const takeBack = hub.onNextMessage("a", () => woken.push("first"));
    hub.publish(message(11, "a"), "{}");
    hub.onNextMessage("a", () => woken.push("next"));
    takeBack();
    hub.publish(message(12, "a"), "{}");
    expect(woken).toEqual(["first", "next"]);
  });

  test("that waits again as soon as it is woken waits for the message after it", () => {
    const { hub } = startHub();
    let woken = 0;
    const wait = (): void => {
      woken += 1;
      if (woken < 3) hub.onNextMessage("a", wait);
    };
    hub.onNextMessage("a", wait);
    hub.publish(message(11, "a"), "{}");
    expect(woken).toBe(1);
    hub.publish(message(12, "a"), "{}");
    expect(woken).toBe(2);
  });
});
