/** `/metadata.set` and `/metadata.remove`: dotted keys nest in a conversation's metadata. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { METADATA_LIMITS } from "../../protocol/limits.ts";
import { setScene, type Scene } from "./scene.ts";
import { expectInvalid, expectRefusal } from "./shapes.ts";
import { listen, type Listener } from "./told.ts";

let scene: Scene;
let changes: Listener;
beforeAll(async () => {
  scene = await setScene();
  changes = await listen(scene.server, scene.agent.token, "/queue/conversation");
});
afterAll(async () => {
  changes[Symbol.dispose]();
  await scene[Symbol.asyncDispose]();
});

/** [key, value] sets, a key alone removes. */
type Step = readonly [key: string, value: unknown] | string;

async function newConversation(): Promise<string> {
  const visitor = await scene.server.visitor(scene.visitor.channel);
  await visitor.send("hello");
  await changes.told();
  return visitor.conversationId;
}

function take(conversation_id: string, step: Step) {
  const { post } = scene.server;
  const { token } = scene.agent;
  if (typeof step === "string") {
    return post("/metadata.remove", { conversation_id, key: step }, token);
  }
  const [key, value] = step;
  return post("/metadata.set", { conversation_id, key, value }, token);
}

/** The text of the metadata as it is answered. */
async function metadataOf(conversation_id: string): Promise<string> {
  const response = await fetch(`${scene.server.url}/conversations.info`, {
    method: "POST",
    headers: { Authorization: scene.agent.token, "Content-Type": "application/json" },
    body: JSON.stringify({ conversation_id }),
  });
  return /"metadata":(\{.*\}),"last_message"/s.exec(await response.text())?.[1] ?? "none";
}

describe("After each step the metadata is as it says, 200 {} is answered, and a change is told once:", () => {
  const table: [what: string, ...steps: [step: Step, after: string][]][] = [
    ["a key", [["color", "red"], '{"color":"red"}'], [["color", "blue"], '{"color":"blue"}']],
    ["the same value again", [["a", 1], '{"a":1}'], [["a", 1], '{"a":1}']],
    [
      "values of every kind",
      [["text", ""], '{"text":""}'],
      [["text", "ü\u2028\u0000"], '{"text":"ü\u2028\\u0000"}'],
      [["text", 0.1], '{"text":0.1}'],
      [["text", -1e300], '{"text":-1e+300}'],
      [["text", false], '{"text":false}'],
      [["text", []], '{"text":[]}'],
      [["text", ["a", "a"]], '{"text":["a","a"]}'],
      [["text", [1, 2.5]], '{"text":[1,2.5]}'],
      [["text", [true, false]], '{"text":[true,false]}'],
    ],
    [
      "dots nest",
      [["ad.id", "7"], '{"ad":{"id":"7"}}'],
      [["ad.name", "x"], '{"ad":{"id":"7","name":"x"}}'],
      [["a.b.c", 1], '{"ad":{"id":"7","name":"x"},"a":{"b":{"c":1}}}'],
    ],
    [
      "removing a parent removes its children",
      [["ad.id", 1], '{"ad":{"id":1}}'],
      [["ad.more.name", 2], '{"ad":{"id":1,"more":{"name":2}}}'],
      ["ad", "{}"],
    ],
    [
      "the last child takes its parents with it",
      [["a.b.c", 1], '{"a":{"b":{"c":1}}}'],
      [["a.d", 2], '{"a":{"b":{"c":1},"d":2}}'],
      ["a.b.c", '{"a":{"d":2}}'],
      ["a.d", "{}"],
    ],
    [
      "removing what is not there",
      ["a", "{}"],
      [["a.b", "text"], '{"a":{"b":"text"}}'],
      ["a.c", '{"a":{"b":"text"}}'],
      ["a.b.length", '{"a":{"b":"text"}}'],
      ["a.b.c.d", '{"a":{"b":"text"}}'],
      ["b", '{"a":{"b":"text"}}'],
    ],
    [
      "the last one that is set stays: a value makes way for children, and children for a value",
      [["a", "text"], '{"a":"text"}'],
      [["a.b", 1], '{"a":{"b":1}}'],
      [["a", [1]], '{"a":[1]}'],
      [["a.0", 2], '{"a":{"0":2}}'],
    ],
    [
      "names that mean something in JavaScript are names",
      [["__proto__.polluted", true], '{"__proto__":{"polluted":true}}'],
      [
        ["constructor.prototype.polluted", true],
        '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
      ],
      ["constructor", '{"__proto__":{"polluted":true}}'],
      ["toString", '{"__proto__":{"polluted":true}}'],
      ["__proto__.polluted", "{}"],
      ["__proto__.toString", "{}"],
      [["__proto__", "text"], '{"__proto__":"text"}'],
      ["__proto__", "{}"],
    ],
    [
      "names with signs and of other scripts",
      [["utm-source/1:é.$名前[0]*", 1], '{"utm-source/1:é":{"$名前[0]*":1}}'],
    ],
  ];
  for (const [what, ...steps] of table) {
    test(what, async () => {
      const id = await newConversation();
      let before = "{}";
      for (const [step, after] of steps) {
        const { status, body } = await take(id, step);
        expect({ step, status, body }).toEqual({ step, status: 200, body: {} });
        const now = await metadataOf(id);
        expect(now).toEqual(after);
        const told = await changes.told();
        expect(told.map(({ metadata }) => JSON.stringify(metadata))).toEqual(
          now === before ? [] : [JSON.stringify(JSON.parse(now))],
        );
        before = now;
      }
      expect("polluted" in {}).toBe(false);
    });
  }
});

test("Keys of one conversation are nothing to another one", async () => {
  const [one, other] = [await newConversation(), await newConversation()];
  await take(one, ["a", 1]);
  await take(other, ["a.b", 2]);
  expect([await metadataOf(one), await metadataOf(other)]).toEqual(['{"a":1}', '{"a":{"b":2}}']);
});

test("Keys that are set at once are all there", async () => {
  const id = await newConversation();
  const keys = Array.from({ length: 30 }, (_, n) => `group.key${n}`);
  await Promise.all(keys.map((key) => take(id, [key, key])));
  const { group } = JSON.parse(await metadataOf(id)) as { group: Record<string, string> };
  expect(Object.keys(group).toSorted()).toEqual(keys.map((key) => key.slice(6)).toSorted());
});

describe("Limits", () => {
  const { bytes, depth, keyLength, textLength, items } = METADATA_LIMITS;

  test("A key, its depth and a value are taken up to their limits, and refused with 400 beyond", async () => {
    const deepest = Array.from({ length: depth }, (_, n) => `k${n}`).join(".");
    const taken: Step[] = [
      ["k".repeat(keyLength), 1],
      [deepest, 1],
      ["text", "x".repeat(textLength)],
      ["list", Array(items).fill(1)],
    ];
    for (const step of taken) {
      expect((await take(await newConversation(), step)).status).toBe(200);
    }
    const id = await newConversation();
    expectInvalid(await take(id, ["k".repeat(keyLength + 1), 1]), "key");
    expectInvalid(await take(id, [`${deepest}.more`, 1]), "key");
    expectInvalid(await take(id, `${deepest}.more`), "key");
    expectInvalid(await take(id, ["text", "x".repeat(textLength + 1)]), "value");
    expectInvalid(await take(id, ["list", Array(items + 1).fill(1)]), "value");
    expectInvalid(await take(id, ["list", ["x".repeat(textLength + 1)]]), "value");
    expect(await metadataOf(id)).toBe("{}");
  });

  test("All of it has 16 KiB at most, counted as UTF-8: 413 for what does not fit, and nothing is changed", async () => {
    const id = await newConversation();
    const text = "€".repeat(textLength);
    expect((await take(id, ["a", text])).status).toBe(200);
    expect((await take(id, ["again", text])).status).toBe(200);
    const full = { status: 413, code: "payload_too_large" };
    expectRefusal(await take(id, ["b", text]), full);
    const pad = Array(2).fill("x".repeat(1_500));
    await take(id, ["pad", pad]);
    const before = await metadataOf(id);
    expect(before).toBe(JSON.stringify({ a: text, again: text, pad }));
    const left = bytes - Buffer.byteLength(before) - `,"b":""`.length;
    expectRefusal(await take(id, ["b", "x".repeat(left + 1)]), full);
    await changes.told();
    expect((await take(id, ["b", "x".repeat(left)])).status).toBe(200);
    expect(Buffer.byteLength(await metadataOf(id))).toBe(bytes);
    expect(await changes.told()).toHaveLength(1);
    expectRefusal(await take(id, ["c", 1]), full);
    expect(await changes.told()).toEqual([]);
    await take(id, "b");
    expect((await take(id, ["c", 1])).status).toBe(200);
  });

  test("A number that is none in JSON is refused", async () => {
    const conversation_id = await newConversation();
    const body = `{"conversation_id":"${conversation_id}","key":"a","value":1e999}`;
    expectInvalid(await scene.server.post("/metadata.set", body, scene.agent.token), "value");
  });
});
