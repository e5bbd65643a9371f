/** `/conversations.list` with filters, over a real server. */
import { Database } from "bun:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import type { ConversationPage } from "../../protocol/conversation-list.ts";
import { expectRefusal } from "../routes/shapes.ts";
import {
  startTestServer,
  type Operator,
  type Refusal,
  type TestServer,
  type Visitor,
} from "../running-server.ts";

let server: TestServer;
let operator: Operator;
beforeEach(async () => {
  server = await startTestServer(["--rate-limit", "off"]);
  operator = await server.operator();
});
afterEach(() => server[Symbol.asyncDispose]());

async function ask<Body = unknown>(path: string, body: object): Promise<Body> {
  const answer = await server.post<Body>(path, body, operator.token);
  expect(answer.status).toBeLessThan(300);
  return answer.body;
}

function list(filters: string, page: object = {}): Promise<ConversationPage> {
  return ask("/conversations.list", { filters, ...page });
}

async function found(filters: string): Promise<string[]> {
  return (await list(filters)).data.map(({ id }) => id);
}

async function visitorsSaying(...texts: string[]): Promise<Visitor[]> {
  const visitors: Visitor[] = [];
  for (const text of texts) {
    const visitor = await server.visitor();
    await visitor.send(text);
    visitors.push(visitor);
  }
  return visitors;
}

describe("/conversations.list with filters", () => {
  test("follows what operators change, at once", async () => {
    const [a, b] = (await visitorsSaying("one", "two")).map((one) => one.conversationId);
    const conversation_id = a;
    const tag = await ask<{ id: string }>("/tags.create", { name: "vip", color: "tag-red" });
    const [user] = (await ask<{ data: { id: string }[] }>("/users.list", {})).data;
    const changes: [path: string, body: object, filters: string][] = [
      ["/conversations.tag", { tag_id: tag.id }, `tag_ids:${tag.id}`],
      ["/conversations.set-state", { state: "CLOSED" }, "state:closed"],
      ["/conversations.assign", { user_id: user?.id }, `assignee_id:${user?.id}`],
      ["/conversations.update-contact", { display_name: "Ada Lovelace" }, "display_name:*Lovelace"],
      ["/metadata.set", { key: "ad.id", value: "Spring" }, "metadata.ad.id:spring"],
      ["/metadata.set", { key: "counts", value: [3, 5] }, "metadata.counts:>4"],
      ["/conversations.read", {}, "unread_message_count:0"],
    ];
    for (const [path, body, filters] of changes) {
      expect({ filters, found: await found(filters) }).toEqual({ filters, found: [] });
      await ask(path, { conversation_id, ...body });
      expect({ filters, found: await found(filters) }).toEqual({ filters, found: [a ?? ""] });
      expect({ filters, found: await found(`NOT ${filters}`) }).toEqual({
        filters,
        found: [b ?? ""],
      });
    }
    const undone: [path: string, body: object, filters: string][] = [
      ["/conversations.untag", { tag_id: tag.id }, `tag_ids:*`],
      ["/conversations.remove-state", {}, "state:closed"],
      ["/conversations.assign", {}, "assignee_id:*"],
      ["/metadata.remove", { key: "ad.id" }, "metadata.ad.id:*"],
      ["/metadata.set", { key: "counts", value: 1 }, "metadata.counts:>1"],
    ];
    for (const [path, body, filters] of undone) {
      await ask(path, { conversation_id, ...body });
      expect({ filters, found: await found(filters) }).toEqual({ filters, found: [] });
    }
  });

  test("knows who asks by assignee_id:me, and a tag by its name", async () => {
    const [a, b] = (await visitorsSaying("one", "two")).map((one) => one.conversationId);
    const agent = await server.agent();
    const tag = await ask<{ id: string }>("/tags.create", {
      name: "Große Kunden",
      color: "tag-red",
    });
    await ask("/conversations.assign", { conversation_id: a, user_id: operator.id });
    await ask("/conversations.assign", { conversation_id: b, user_id: agent.id });
    await ask("/conversations.tag", { conversation_id: b, tag_id: tag.id });
    expect(await found("assignee_id:me")).toEqual([a!]);
    expect(await found("state:OPEN AND NOT (assignee_id:ME)")).toEqual([b!]);
    const theirs = { filters: "assignee_id:me" };
    const page = await server.post<ConversationPage>("/conversations.list", theirs, agent.token);
    expect(page.body.data.map(({ id }) => id)).toEqual([b!]);
    for (const filters of ['tag:"große kunden"', "tag:Gro*", "tag:*kunden", "tag:*"]) {
      expect({ filters, found: await found(filters) }).toEqual({ filters, found: [b!] });
    }
    for (const filters of ["tag:Kunden", 'tag:"Große"']) expect(await found(filters)).toEqual([]);
  });

  test("finds what was said, by whoever, as soon as it was stored", async () => {
    const [a, b] = await visitorsSaying("Where is the Café?", "Good morning");
    expect(await found("cafe")).toEqual([a!.conversationId]);
    expect(await found('"good morning"')).toEqual([b!.conversationId]);
    expect(await found('"morning good"')).toEqual([]);
    expect(await found("refund*")).toEqual([]);
    await operator.reply(a!.conversationId, "We refunded it");
    expect(await found("refund*")).toEqual([a!.conversationId]);
    expect(await found("cafe refunded")).toEqual([a!.conversationId]);
    await b!.send("cafe");
    expect(await found("CAFÉ")).toEqual([b!.conversationId, a!.conversationId]);
    expect(await found("cafe -morning")).toEqual([a!.conversationId]);
  });

  test("finds the first 2,000 words of a message, and not the next one", async () => {
    const words = Array.from({ length: 2_001 }, (_, index) => `w${index + 1}`);
    const [a] = await visitorsSaying(words.join(" "));
    for (const filter of ["w1", "w2000", '"w1999 w2000"']) {
      expect(await found(filter)).toEqual([a!.conversationId]);
    }
    for (const filter of ["w2001", '"w2000 w2001"']) expect(await found(filter)).toEqual([]);
  });

  test("finds what was said before there was an index: it is filled anew", async () => {
    const [a] = await visitorsSaying("the needle");
    expect(await found("needle")).toEqual([a!.conversationId]);
    const { databasePath } = server;
    server = await server.restart({
      whileStopped() {
        using db = new Database(databasePath);
        db.run("INSERT INTO said (said) VALUES ('delete-all')");
        db.run("INSERT INTO conversation_word (conversation_word) VALUES ('delete-all')");
        db.run("UPDATE searchable SET up_to = 0");
      },
    });
    expect(await found("needle")).toEqual([a!.conversationId]);
    expect(await found('"the needle"')).toEqual([a!.conversationId]);
  });

  test("shows where: the newest message that says it, as plain text with places", async () => {
    const [a] = await visitorsSaying("the <b>blue</b> one");
    const again = await a!.send("blue, or another blue");
    await a!.send("whichever");
    const [one] = (await list("blue -green")).data;
    expect(one?.highlight).toEqual({
      message_id: again.id,
      offset: 2,
      text: "blue, or another blue",
      ranges: [
        [0, 4],
        [17, 4],
      ],
    });
    for (const filters of ["state:OPEN", "-green", "*"]) {
      const [other] = (await list(filters)).data;
      expect(other).toMatchObject({ id: a!.conversationId });
      expect(other).not.toHaveProperty("highlight");
    }
  });

  test("finds the place far back in a long conversation", async () => {
    const [a] = await visitorsSaying("the needle");
    for (let number = 0; number < 60; number += 1) await a!.send(`hay ${number}`);
    const [one] = (await list("needle")).data;
    expect(one?.highlight).toMatchObject({ offset: 1, ranges: [[4, 6]] });
  });

  test("counts what matches and what there is, and walks both ways by key", async () => {
    const visitors = await visitorsSaying("a 1", "b", "a 2", "a 3", "b", "a 4", "a 5");
    const wanted = [6, 5, 3, 2, 0].map((index) => visitors[index]!.conversationId);
    const first = await list("a", { page_size: 2 });
    expect(first.response_metadata).toMatchObject({
      filtered_total: 5,
      total: 7,
      previous_cursor: "",
    });
    const cursor = first.response_metadata.next_cursor;
    const second = await list("a", { page_size: 2, cursor });
    const third = await list("a", { page_size: 2, cursor: second.response_metadata.next_cursor });
    const ids = [first, second, third].map(({ data }) => data.map(({ id }) => id));
    expect(ids).toEqual([wanted.slice(0, 2), wanted.slice(2, 4), wanted.slice(4)]);
    expect(third.response_metadata.next_cursor).toBe("");
    const back = await list("a", { page_size: 2, cursor: third.response_metadata.previous_cursor });
    expect(back).toEqual(second);
    expect(
      await list("a", { page_size: 2, cursor: back.response_metadata.previous_cursor }),
    ).toEqual(first);
  });

  test("stays where it is while new conversations match", async () => {
    const visitors = await visitorsSaying("a 1", "a 2", "a 3", "a 4");
    const [one, two, three, four] = visitors.map(({ conversationId }) => conversationId);
    const first = await list("a", { page_size: 2 });
    const [five] = await visitorsSaying("a 5");
    await visitors[2]!.send("a again");
    const cursor = first.response_metadata.next_cursor;
    const second = await list("a", { page_size: 2, cursor });
    expect(first.data.map(({ id }) => id)).toEqual([four!, three!]);
    expect(second.data.map(({ id }) => id)).toEqual([two!, one!]);
    const newer = await list("a", { cursor: second.response_metadata.previous_cursor });
    expect(newer.data.map(({ id }) => id)).toEqual([three!, five!.conversationId, four!]);
  });

  test("says where a filter goes wrong", async () => {
    const answer = await server.post<Refusal>(
      "/conversations.list",
      { filters: "state:OPEN (a" },
      operator.token,
    );
    expectRefusal(answer, { status: 400, code: "invalid_request", path: "filters" });
    expect(answer.body.issues).toEqual([
      { path: "filters", message: '"(" is never closed at character 12' },
    ]);
  });

  test("answers any number at a time, and refuses those beyond its limit by 429", async () => {
    await visitorsSaying("hello");
    const body = { filters: "hello" };
    const answers = await Promise.all(
      Array.from({ length: 80 }, () => server.post("/conversations.list", body, operator.token)),
    );
    const statuses = new Set(answers.map(({ status }) => status));
    statuses.delete(429);
    expect([...statuses]).toEqual([200]);
  });
});
