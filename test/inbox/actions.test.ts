import { describe, expect, test } from "bun:test";
import { conversation, message, openLoadedOffice, OPERATOR, type Office } from "./fakes.ts";

const ASSIGN = "/conversations.assign";

async function openDesk(): Promise<Office> {
  const office = await openLoadedOffice([conversation("a", message(3, 3), 2)]);
  office.desk.open("a");
  return office;
}

describe("What is done to a conversation", () => {
  test("is seen when the feed tells of it, in everybody's order", async () => {
    const { desk, server, feed } = await openDesk();
    void desk.actions.setState("a", "CLOSED");
    expect(server.waiting("/conversations.set-state")).toEqual([
      { conversation_id: "a", state: "CLOSED" },
    ]);
    await server.answer("/conversations.set-state", {});
    expect(desk.conversations.get("a")?.state).toBe("OPEN");
    await feed.tell("/queue/conversation", {
      ...conversation("a", message(3, 3), 2),
      state: "CLOSED",
    });
    expect(desk.conversations.get("a")?.state).toBe("CLOSED");
  });

  test("is seen with the answer while there is no feed", async () => {
    const { desk, server, feed } = await openDesk();
    await feed.down();
    void desk.actions.assign("a", { id: OPERATOR.id, name: "Grace Hopper" });
    expect(server.waiting(ASSIGN)).toEqual([{ conversation_id: "a", user_id: OPERATOR.id }]);
    await server.answer(ASSIGN, {});
    expect(desk.conversations.get("a")?.assignee?.name).toBe("Grace Hopper");
    void desk.actions.assign("a", undefined);
    expect(server.waiting(ASSIGN)).toEqual([{ conversation_id: "a", user_id: null }]);
    await server.answer(ASSIGN, {});
    expect(desk.conversations.get("a")).not.toHaveProperty("assignee");
  });

  test("says that it came to nothing, until something succeeds or another is opened", async () => {
    const { desk, server } = await openDesk();
    void desk.actions.untag("a", { id: "tag-1" });
    await server.fail("/conversations.untag", 503);
    expect(desk.actions.failure?.status).toBe(503);
    void desk.actions.untag("a", { id: "tag-1" });
    await server.answer("/conversations.untag", {});
    expect(desk.actions.failure).toBeUndefined();
    void desk.actions.untag("a", { id: "tag-1" });
    await server.fail("/conversations.untag", 400);
    desk.open("b");
    expect(desk.actions.failure).toBeUndefined();
  });

  test("with a tag that does not exist yet makes it first", async () => {
    const { desk, server } = await openDesk();
    await server.answer("/tags.list", { tags: [] });
    void desk.actions.tagAnew("a", "VIP", "tag-red");
    expect(server.waiting("/tags.create")).toEqual([{ name: "VIP", color: "tag-red" }]);
    await server.answer("/tags.create", { id: "tag-1" });
    const tag = { id: "tag-1", name: "VIP", color: "tag-red" };
    await server.answer("/tags.list", { tags: [tag] });
    expect(server.waiting("/conversations.tag")).toEqual([
      { conversation_id: "a", tag_id: "tag-1" },
    ]);
    expect(desk.tags.of(["tag-1", "tag-2"])).toMatchObject([{ name: "VIP" }]);
  });
});

describe("What others do to a conversation", () => {
  test("changes it here, but neither its newest message nor what is unread", async () => {
    const { desk, feed } = await openDesk();
    await feed.message(101, "a", message(4, 4));
    await feed.unread("a", 3, 4);
    await feed.tell("/queue/conversation", {
      ...conversation("a", message(3, 3), 2),
      tags: ["tag-1"],
    });
    expect(desk.conversations.get("a")).toMatchObject({
      tags: ["tag-1"],
      unread_message_count: 3,
      last_message: { offset: 4 },
    });
  });

  test("with a tag that nobody here knows asks for the tags once", async () => {
    const { server, feed } = await openDesk();
    await server.answer("/tags.list", { tags: [] });
    const tagged = { ...conversation("a", message(3, 3)), tags: ["tag-9"] };
    await feed.tell("/queue/conversation", tagged);
    expect(server.waiting("/tags.list")).toHaveLength(1);
    await server.answer("/tags.list", { tags: [] });
    await feed.tell("/queue/conversation", tagged);
    expect(server.waiting("/tags.list")).toEqual([]);
  });
});
