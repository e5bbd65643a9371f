import { describe, expect, test } from "bun:test";
import {
  failure,
  FakeStorage,
  KEY,
  message,
  NO_ANSWER,
  ok,
  own,
  Scene,
  settle,
  text,
} from "./fakes.ts";

const RESUME = { resume_token: "r1" };

/** A returning visitor, connected, with these many messages from the other side. */
async function returning(count = 2): Promise<Scene> {
  const storage = new FakeStorage();
  storage.values.set(KEY, JSON.stringify({ resumeToken: "r1" }));
  const scene = new Scene(storage);
  const words = ["one", "two", "three", "four"].slice(0, count);
  await scene.connect(words.map((word, index) => message(index + 1, word)));
  return scene;
}

describe("before anything was said", () => {
  test("a conversation that has not started calls nobody and saves nothing.", () => {
    const scene = new Scene();
    expect(scene.conversation.hasPast).toBe(false);
    expect(scene.calls).toEqual([]);
    expect(scene.stream.isStarted).toBe(false);
    expect(scene.storage.values.size).toBe(0);
  });

  test("opening and connecting saves nothing either.", async () => {
    const scene = new Scene();
    scene.conversation.setReading(true);
    await scene.connect();
    expect(scene.conversation.view.phase).toBe("live");
    expect(scene.storage.values.size).toBe(0);
  });

  test("stream and sender share one authentication.", async () => {
    const scene = new Scene();
    scene.conversation.send(text("hi"));
    const token = scene.handlers.token();
    await settle();
    await scene.take("authenticate").answer(ok({ token: "t1", messages: [] }));
    expect(await token).toBe("t1");
    expect(scene.take("send").args).toEqual(["t1", expect.any(String), text("hi")]);
    expect(scene.calls).toEqual([]);
  });
});

describe("receiving", () => {
  test("messages are ordered by offset and each id is there once.", async () => {
    const scene = await returning(2);
    await scene.receive(message(3, "three"));
    await scene.receive(message(3, "three"));
    await scene.receive(message(2, "two"));
    expect(scene.texts).toEqual(["one", "two", "three"]);
  });

  test("a subscription goes on behind the last offset, in the history it was confirmed in.", async () => {
    const scene = await returning(2);
    await scene.receive(message(3, "three"));
    expect([...scene.handlers.headers()]).toEqual([
      ["offset", "3"],
      ["history", "h1"],
    ]);
    scene.handlers.onDown("");
    expect(scene.conversation.view.phase).toBe("connecting");
    await scene.ready("h2");
    expect(scene.conversation.view.phase).toBe("live");
    expect([...scene.handlers.headers()]).toContainEqual(["history", "h2"]);
  });

  test("an answer that overtakes an older message does not move the offset past that one.", async () => {
    const scene = await returning(1);
    scene.conversation.send(text("mine"));
    await settle();
    const call = scene.take("send");
    await call.answer(ok(own(3, String(call.args[1]), "mine")));
    expect([...scene.handlers.headers()]).toContainEqual(["offset", "1"]);
    await scene.receive(message(2, "two"));
    expect(scene.texts).toEqual(["one", "two", "mine"]);
    expect([...scene.handlers.headers()]).toContainEqual(["offset", "3"]);
  });

  test("a gap in the stream loads the conversation afresh.", async () => {
    const scene = await returning(1);
    await scene.receive(message(3, "three"));
    expect(scene.stream.starts).toBe(2);
    const token = scene.handlers.token();
    await settle();
    const call = scene.take("authenticate");
    expect(call.args).toEqual(["r1"]);
    await call.answer(
      ok({
        token: "t2",
        messages: ["one", "two", "three"].map((word, index) => message(index + 1, word)),
      }),
    );
    expect(await token).toBe("t2");
    expect(scene.texts).toEqual(["one", "two", "three"]);
  });

  test("a body that is not JSON is left out.", async () => {
    const scene = await returning(1);
    scene.handlers.onMessage("<html>");
    expect(scene.texts).toEqual(["one"]);
  });

  test("a changed history throws the messages away and loads them again.", async () => {
    const scene = await returning(3);
    scene.handlers.onDown("history_changed");
    expect([...scene.handlers.headers()]).toEqual([["offset", "0"]]);
    const token = scene.handlers.token();
    await settle();
    await scene
      .take("authenticate")
      .answer(ok({ token: "t2", messages: [message(1, "one")] }, "h2"));
    await token;
    expect(scene.texts).toEqual(["one"]);
    expect([...scene.handlers.headers()]).toEqual([
      ["offset", "1"],
      ["history", "h2"],
    ]);
  });
});

describe("sending", () => {
  test("a message is shown at once, saved before it leaves, and becomes the stored one.", async () => {
    const scene = await returning(1);
    scene.conversation.setDraft("hi");
    scene.conversation.send(text("hi"));
    expect(scene.conversation.view.draft).toBe("hi");
    scene.conversation.setDraft("");
    expect(scene.conversation.view.outbox).toMatchObject([{ content: text("hi") }]);
    expect(scene.saved()).toMatchObject({ outbox: [{ content: text("hi") }] });
    await settle();
    const call = scene.take("send");
    await call.answer(ok(own(2, String(call.args[1]), "hi")));
    expect(scene.texts).toEqual(["one", "hi"]);
    expect(scene.conversation.view.outbox).toEqual([]);
    expect(scene.saved()).toEqual({ resumeToken: "r1" });
  });

  test("the echo takes a message out of the outbox when it comes before the answer.", async () => {
    const scene = await returning(1);
    scene.conversation.send(text("hi"));
    await settle();
    const call = scene.take("send");
    await scene.receive(own(2, String(call.args[1]), "hi"));
    expect(scene.conversation.view.outbox).toEqual([]);
    await call.answer(ok(own(2, String(call.args[1]), "hi")));
    expect(scene.texts).toEqual(["one", "hi"]);
    expect(scene.calls).toEqual([]);
  });

  test("messages leave one at a time and in order.", async () => {
    const scene = await returning(0);
    scene.conversation.send(text("a"));
    scene.conversation.send(text("b"));
    await settle();
    const first = scene.take("send");
    expect(first.args[2]).toEqual(text("a"));
    expect(scene.calls).toEqual([]);
    await first.answer(ok(own(1, String(first.args[1]), "a")));
    expect(scene.take("send").args[2]).toEqual(text("b"));
  });

  test.each([NO_ANSWER, failure(500), failure(503), failure(507), failure(429), failure(408)])(
    "a message is sent again under the same id after %j.",
    async (problem) => {
      const scene = await returning(0);
      scene.conversation.send(text("a"));
      await settle();
      const first = scene.take("send");
      await first.answer(problem);
      expect(scene.calls).toEqual([]);
      await scene.nextTimer();
      const second = scene.take("send");
      expect(second.args).toEqual(first.args);
      await second.answer(ok(own(1, String(first.args[1]), "a")));
      expect(scene.texts).toEqual(["a"]);
      expect(scene.timers.size).toBe(0);
    },
  );

  test("pauses double up to half a minute, and begin anew after a success.", async () => {
    const scene = await returning(0);
    scene.conversation.send(text("a"));
    await settle();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 7; attempt += 1) {
      await scene.take("send").answer(NO_ANSWER);
      waits.push(await scene.nextTimer());
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    const call = scene.take("send");
    await call.answer(ok(own(1, String(call.args[1]), "a")));
    scene.conversation.send(text("b"));
    await settle();
    await scene.take("send").answer(NO_ANSWER);
    expect(await scene.nextTimer()).toBe(1_000);
  });

  test("a Retry-After is kept, even when the visitor comes back before it is over.", async () => {
    const scene = await returning(0);
    scene.conversation.send(text("a"));
    await settle();
    await scene.take("send").answer(failure(429, "too_many_requests", 9));
    scene.now += 4_000;
    scene.conversation.wake();
    await settle();
    expect(scene.calls).toEqual([]);
    expect(await scene.nextTimer()).toBe(5_000);
    scene.take("send");
  });

  test("coming back ends a pause at once.", async () => {
    const scene = await returning(0);
    scene.conversation.send(text("a"));
    await settle();
    await scene.take("send").answer(NO_ANSWER);
    scene.conversation.wake();
    await settle();
    scene.take("send");
    expect(scene.timers.size).toBe(0);
    expect(scene.stream.wakes).toBeGreaterThan(0);
  });

  test.each([failure(400, "invalid_request"), failure(413, "payload_too_large")])(
    "a message that is refused with %j is kept, shown as failed, and does not hold up the next.",
    async (refusal) => {
      const scene = await returning(0);
      scene.conversation.send(text("bad"));
      scene.conversation.send(text("good"));
      await settle();
      const bad = scene.take("send");
      await bad.answer(refusal);
      const good = scene.take("send");
      await good.answer(ok(own(1, String(good.args[1]), "good")));
      expect(scene.conversation.view.outbox).toMatchObject([
        { content: text("bad"), refused: expect.any(String) },
      ]);
      expect(scene.saved()).toMatchObject({
        outbox: [{ content: text("bad"), refused: expect.any(String) }],
      });
      scene.conversation.retry(String(bad.args[1]));
      await settle();
      expect(scene.take("send").args).toEqual(bad.args);
    },
  );

  test("a message whose id is taken gets another id when it is sent again.", async () => {
    const scene = await returning(0);
    scene.conversation.send(text("a"));
    await settle();
    const first = scene.take("send");
    await first.answer(failure(409, "message_id_conflict"));
    scene.conversation.retry(String(first.args[1]));
    await settle();
    const second = scene.take("send");
    expect(second.args[2]).toEqual(text("a"));
    expect(second.args[1]).not.toBe(first.args[1]);
  });

  test("a discarded message is gone from the page and from storage.", async () => {
    const scene = await returning(0);
    scene.conversation.send(text("a"));
    await settle();
    const call = scene.take("send");
    await call.answer(failure(400, "invalid_request"));
    scene.conversation.discard(String(call.args[1]));
    expect(scene.conversation.view.outbox).toEqual([]);
    expect(scene.saved()).toEqual({ resumeToken: "r1" });
  });
});

describe("the way back", () => {
  test("the resume token is fetched and saved once the first message is stored.", async () => {
    const scene = new Scene();
    await scene.connect();
    scene.conversation.send(text("hi"));
    await settle();
    expect(scene.saved()).toMatchObject({ token: "t1" });
    const call = scene.take("send");
    await call.answer(ok(own(1, String(call.args[1]), "hi")));
    await scene.take("resumeToken").answer(NO_ANSWER);
    await scene.nextTimer();
    await scene.take("resumeToken").answer(ok(RESUME));
    expect(scene.saved()).toEqual({ resumeToken: "r1" });
    expect(scene.timers.size).toBe(0);
  });

  test("a reload between a first message and its answer stays in the same conversation.", async () => {
    const storage = new FakeStorage();
    const before = new Scene(storage);
    await before.connect();
    before.conversation.send(text("hi"));
    await settle();
    const lost = before.take("send");

    const after = new Scene(storage);
    expect(after.conversation.hasPast).toBe(true);
    after.conversation.start();
    expect(await after.handlers.token()).toBe("t1");
    expect([...after.handlers.headers()]).toEqual([["offset", "0"]]);
    expect(after.take("send").args).toEqual(lost.args);
  });

  test("a saved resume token is used; a refused one is forgotten and a new conversation begins.", async () => {
    const storage = new FakeStorage();
    storage.values.set(KEY, JSON.stringify({ resumeToken: "old", draft: "still here" }));
    const scene = new Scene(storage);
    expect(scene.conversation.hasPast).toBe(true);
    scene.conversation.start();
    const token = scene.handlers.token();
    await settle();
    const resumed = scene.take("authenticate");
    expect(resumed.args).toEqual(["old"]);
    await resumed.answer(failure(401, "unauthorized"));
    const begun = scene.take("authenticate");
    expect(begun.args).toEqual([undefined]);
    await begun.answer(ok({ token: "t1", messages: [] }));
    expect(await token).toBe("t1");
    expect(scene.conversation.view.draft).toBe("still here");
  });

  test("a resume token survives a server that does not answer.", async () => {
    const scene = await returning(1);
    scene.handlers.onDown("unauthorized");
    const token = scene.handlers.token().catch(() => "none");
    await settle();
    await scene.take("authenticate").answer(NO_ANSWER);
    expect(await token).toBe("none");
    void scene.handlers.token();
    await settle();
    expect(scene.take("authenticate").args).toEqual(["r1"]);
    expect(scene.texts).toEqual(["one"]);
  });

  test("an expired visitor token is replaced through the resume token, and the message still leaves once.", async () => {
    const scene = await returning(1);
    scene.conversation.send(text("hi"));
    await settle();
    const first = scene.take("send");
    await first.answer(failure(401, "unauthorized"));
    await scene.nextTimer();
    const again = scene.take("authenticate");
    expect(again.args).toEqual(["r1"]);
    await again.answer(ok({ token: "t2", messages: [message(1, "one")] }));
    expect(scene.take("send").args).toEqual(["t2", first.args[1], text("hi")]);
  });

  test("what the server has stored already leaves the outbox when the conversation is loaded.", async () => {
    const storage = new FakeStorage();
    const unsent = { id: "id-sent", content: text("sent"), sent_at: "2026-01-07T09:00:00.000Z" };
    storage.values.set(KEY, JSON.stringify({ resumeToken: "r1", outbox: [unsent] }));
    const scene = new Scene(storage);
    await scene.connect([own(1, "id-sent", "sent")]);
    expect(scene.conversation.view.outbox).toEqual([]);
    expect(scene.saved()).toEqual({ resumeToken: "r1" });
    expect(scene.calls).toEqual([]);
  });

  test("the page's own resume token goes before a saved one.", async () => {
    const storage = new FakeStorage();
    storage.values.set(KEY, JSON.stringify({ resumeToken: "saved" }));
    const scene = new Scene(storage, "given");
    scene.conversation.start();
    void scene.handlers.token();
    await settle();
    expect(scene.take("authenticate").args).toEqual(["given"]);
  });
});

describe("the end of a channel", () => {
  test.each(["channel_not_found", "origin_not_allowed"])(
    "(%s) closes the chat and keeps draft, outbox and the way back.",
    async (code) => {
      const scene = await returning(1);
      scene.conversation.setDraft("more");
      scene.handlers.onDown(code);
      expect(scene.conversation.view).toMatchObject({ phase: "closed", draft: "more" });
      expect(scene.stream.isStarted).toBe(false);
      expect(scene.saved()).toMatchObject({ resumeToken: "r1", draft: "more" });
    },
  );

  test("is found out by authenticating, too, and looked at again when the panel is opened.", async () => {
    const scene = new Scene();
    scene.conversation.start();
    const token = scene.handlers.token().catch(() => "none");
    await settle();
    await scene.take("authenticate").answer(failure(404, "channel_not_found"));
    expect(await token).toBe("none");
    expect(scene.conversation.view.phase).toBe("closed");
    expect(scene.timers.size).toBe(0);
    scene.conversation.start();
    expect(scene.conversation.view.phase).toBe("connecting");
    expect(scene.stream.isStarted).toBe(true);
  });
});

describe("what is unread", () => {
  test("counts what others have said while nobody looked, over a reload.", async () => {
    const scene = await returning(1);
    expect(scene.conversation.view.unread).toBe(1);
    scene.conversation.setReading(true);
    expect(scene.conversation.view.unread).toBe(0);
    await scene.receive(message(2, "two"));
    expect(scene.conversation.view.unread).toBe(0);
    scene.conversation.setReading(false);
    await scene.receive(message(3, "three"));
    await scene.receive(own(4, "id-own", "mine"));
    expect(scene.conversation.view.unread).toBe(1);

    const after = new Scene(scene.storage);
    await after.connect([message(1, "one"), message(2, "two"), message(3, "three")]);
    expect(after.conversation.view.unread).toBe(1);
  });
});

describe("another tab of the site", () => {
  test("takes out of the outbox what the other one has sent.", async () => {
    const scene = await returning(0);
    const unsent = { id: "x", content: text("x"), sent_at: "2026-01-07T09:00:00.000Z" };
    scene.conversation.send(text("mine"));
    scene.conversation.onSavedElsewhere({ outbox: [unsent] }, {});
    expect(scene.conversation.view.outbox).toMatchObject([{ content: text("mine") }]);
    const mine = scene.conversation.view.outbox;
    scene.conversation.onSavedElsewhere({ outbox: mine }, { outbox: [] });
    expect(scene.conversation.view.outbox).toEqual([]);
  });

  test("that began the conversation takes this one along.", async () => {
    const scene = new Scene();
    await scene.connect();
    scene.conversation.onSavedElsewhere({}, { resumeToken: "r2" });
    expect(scene.stream.starts).toBe(2);
    void scene.handlers.token();
    await settle();
    expect(scene.take("authenticate").args).toEqual(["r2"]);
  });

  test("does not lose its outbox to this one's.", async () => {
    const storage = new FakeStorage();
    const first = new Scene(storage);
    const second = new Scene(storage);
    first.conversation.send(text("first"));
    second.conversation.send(text("second"));
    expect(first.saved()).toMatchObject({
      outbox: [{ content: text("first") }, { content: text("second") }],
    });
  });
});

describe("storage", () => {
  test("keeps draft and outbox over a reload.", () => {
    const storage = new FakeStorage();
    const before = new Scene(storage);
    before.conversation.send(text("unsent"));
    before.conversation.setDraft("half a sent");
    before.conversation.stop();
    const { view } = new Scene(storage).conversation;
    expect(view).toMatchObject({ draft: "half a sent", outbox: [{ content: text("unsent") }] });
  });

  test("that throws costs nothing but the reload.", async () => {
    const storage = new FakeStorage();
    storage.isBroken = true;
    const scene = new Scene(storage);
    await scene.connect();
    scene.conversation.setDraft("hi");
    scene.conversation.send(text("hi"));
    await settle();
    const call = scene.take("send");
    await call.answer(ok(own(1, String(call.args[1]), "hi")));
    await scene.take("resumeToken").answer(ok(RESUME));
    expect(scene.texts).toEqual(["hi"]);
    expect(scene.store.read()).toMatchObject({ resumeToken: "r1" });
  });

  test.each(["", "null", "7", "{", '{"outbox":[null,{"id":7}],"draft":{},"read":"x"}'])(
    "that holds %j counts as empty.",
    (value) => {
      const storage = new FakeStorage();
      storage.values.set(KEY, value);
      const { view, hasPast } = new Scene(storage).conversation;
      expect(view).toMatchObject({ draft: "", outbox: [] });
      expect(hasPast).toBe(false);
    },
  );
});

test("a conversation that was stopped has no timer and lets nothing out any more.", async () => {
  const scene = await returning(0);
  scene.conversation.send(text("a"));
  await settle();
  const call = scene.take("send");
  scene.conversation.stop();
  await call.answer(NO_ANSWER);
  expect(scene.timers.size).toBe(0);
  expect(scene.stream.isStarted).toBe(false);
  scene.conversation.wake();
  await settle();
  expect(scene.calls).toEqual([]);
});
