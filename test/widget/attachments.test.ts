/** Files in the outbox: uploaded in their turn, sent as what the server says they are, never kept. */
import { describe, expect, test } from "bun:test";
import { FILE_LIMITS } from "../../protocol/limits.ts";
import type { Content } from "../../protocol/content.ts";
import { FILE_BYTES } from "../../widget/unsent.ts";
import { failure, NO_ANSWER, ok, own, Scene, settle, text } from "./fakes.ts";

const ADDRESS = `https://chat.example.org/files/${"a".repeat(43)}/a.png`;
const UPLOADED: Content = { type: "image", url: ADDRESS, name: "a.png", size: 5 };

function file(name = "a.png", size = 5): File {
  return new File([new Uint8Array(size)], name);
}

/** What is shown of the outbox: what it is, its address, and why it was refused. */
function shown({ conversation }: Scene): unknown[] {
  return conversation.view.outbox.map(({ content, refused }) => ({
    said: "text" in content ? content.text : "url" in content && [content.name, content.url],
    ...(refused !== undefined && { refused }),
  }));
}

async function attached(...files: File[]): Promise<Scene> {
  const scene = new Scene();
  await scene.connect();
  scene.conversation.attach(files);
  await settle();
  return scene;
}

test("The widget's largest file is the server's", () => {
  expect(FILE_BYTES).toBe(FILE_LIMITS.bytes);
});

test("A file is shown at once, uploaded, and sent as what the server has answered, under its first id", async () => {
  const scene = await attached(file());
  expect(shown(scene)).toEqual([{ said: ["a.png", ""] }]);
  const [{ id } = { id: "" }] = scene.conversation.view.outbox;
  const upload = scene.take("upload");
  expect(upload.args).toMatchObject(["t1", { name: "a.png" }]);
  await upload.answer(ok(UPLOADED));
  expect(shown(scene)).toEqual([{ said: ["a.png", ADDRESS] }]);
  const send = scene.take("send");
  expect(send.args).toEqual(["t1", id, UPLOADED]);
  await send.answer(ok({ ...own(1, id, ""), content: UPLOADED }));
  expect(shown(scene)).toEqual([]);
  expect(scene.conversation.view.messages).toHaveLength(1);
});

test("Files and texts go out one after another, in their order", async () => {
  const scene = await attached(file("1"), file("2"));
  scene.conversation.send(text("3"));
  const order: unknown[] = [];
  for (const name of ["upload", "send", "upload", "send", "send"]) {
    expect(scene.calls).toHaveLength(1);
    const call = scene.take(name);
    order.push(name === "upload" ? (call.args[1] as File).name : call.args[2]);
    const offset = order.length;
    const answer = name === "upload" ? UPLOADED : own(offset, String(call.args[1]), "");
    await call.answer(ok(answer));
  }
  expect(order).toEqual(["1", UPLOADED, "2", UPLOADED, text("3")]);
  expect(shown(scene)).toEqual([]);
});

describe("What is saved of a file that is not uploaded", () => {
  test("is that it was not sent: after a reload it can only be discarded", async () => {
    const scene = await attached(file());
    const again = new Scene(scene.storage);
    expect(shown(again)).toEqual([{ said: ["a.png", ""], refused: "lost" }]);
    again.conversation.start();
    await again.ready();
    expect(again.calls).toEqual([]);
    again.conversation.discard(again.conversation.view.outbox[0]?.id ?? "");
    expect(shown(again)).toEqual([]);
    expect(new Scene(again.storage).conversation.view.outbox).toEqual([]);
  });

  test("is the message, once it is uploaded: after a reload it is sent", async () => {
    const scene = await attached(file());
    await scene.take("upload").answer(ok(UPLOADED));
    const again = new Scene(scene.storage);
    expect(shown(again)).toEqual([{ said: ["a.png", ADDRESS] }]);
  });
});

describe("An upload that fails", () => {
  test.each([
    ["without an answer", NO_ANSWER],
    ["since the server has trouble", failure(503, "storage_failed")],
    ["since there were too many", failure(429, "too_many_requests", 3)],
  ])("%s is tried again by itself", async (_, answer) => {
    const scene = await attached(file());
    await scene.take("upload").answer(answer);
    expect(shown(scene)).toEqual([{ said: ["a.png", ""] }]);
    await scene.nextTimer();
    await scene.take("upload").answer(ok(UPLOADED));
    expect(scene.take("send").args[2]).toEqual(UPLOADED);
  });

  test("for good is shown, can be tried again, and does not hold up what comes after it", async () => {
    const scene = await attached(file("1"), file("2"));
    await scene.take("upload").answer(failure(409, "limit_reached"));
    expect(shown(scene)).toEqual([
      { said: ["1", ""], refused: "limit_reached" },
      { said: ["2", ""] },
    ]);
    expect((scene.take("upload").args[1] as File).name).toBe("2");
    const [{ id } = { id: "" }] = scene.conversation.view.outbox;
    scene.conversation.retry(id);
    expect(shown(scene)).toEqual([{ said: ["2", ""] }, { said: ["1", ""] }]);
  });

  test("since it is too large does so here, without a request, however often it is tried", async () => {
    const scene = await attached(file("large", FILE_BYTES + 1), file("fits", FILE_BYTES));
    const refused = { said: ["large", ""], refused: "payload_too_large" };
    expect(shown(scene)).toEqual([refused, { said: ["fits", ""] }]);
    scene.conversation.retry(scene.conversation.view.outbox[0]?.id ?? "");
    expect(shown(scene)).toEqual([{ said: ["fits", ""] }, refused]);
    expect((scene.take("upload").args[1] as File).name).toBe("fits");
    expect(scene.calls).toEqual([]);
  });

  test("since the chat is closed ends it", async () => {
    const scene = await attached(file());
    await scene.take("upload").answer(failure(404, "channel_not_found"));
    expect(scene.conversation.view.phase).toBe("closed");
  });
});

test("Attaching leaves the draft as it is", async () => {
  const scene = new Scene();
  scene.conversation.setDraft("half a sen");
  scene.conversation.attach([file()]);
  expect(scene.conversation.view.draft).toBe("half a sen");
});
