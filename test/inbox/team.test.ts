import { describe, expect, test } from "bun:test";
import type { User } from "../../protocol/users.ts";
import { deviceName } from "../../inbox/views/settings/profile/device-name.ts";
import { openLoadedOffice, OPERATOR, type Office } from "./fakes.ts";

function user(id: string, changes: Partial<User> = {}): User {
  return {
    id,
    first_name: "Grace",
    last_name: "Hopper",
    email: `${id}@example.org`,
    role: "agent",
    availability: "available",
    online: true,
    created_at: "2026-01-07T09:00:00.000Z",
    ...changes,
  };
}

const OWN = user(OPERATOR.id);

function page(...data: User[]): object {
  return { data, response_metadata: { previous_cursor: "", next_cursor: "" } };
}

/** One whose own account is known. */
async function open(): Promise<Office> {
  const office = await openLoadedOffice([]);
  await office.server.answer("/users.info", { ...OWN, is_bot: false });
  return office;
}

describe("One's own account", () => {
  test("is asked for once the feed stands, and again after a gap; until then one is no admin", async () => {
    const { desk, server, feed } = await openLoadedOffice([]);
    expect([desk.profile.name, desk.profile.isAdmin]).toEqual(["Grace Hopper", false]);
    await server.answer("/users.info", { ...OWN, role: "admin", is_bot: false });
    expect(desk.profile.isAdmin).toBe(true);
    await feed.down();
    await feed.up(101);
    await server.answer("/users.info", { ...OWN, role: "agent", is_bot: false });
    expect(desk.profile.isAdmin).toBe(false);
  });

  test("follows what is told of it, and of nobody else", async () => {
    const { desk, feed } = await open();
    await feed.tell("/queue/user", user("ada", { role: "admin", first_name: "Ada" }));
    expect([desk.profile.name, desk.profile.isAdmin]).toEqual(["Grace Hopper", false]);
    await feed.tell("/queue/user", { ...OWN, role: "admin", first_name: "G." });
    expect([desk.profile.name, desk.profile.isAdmin]).toEqual(["G. Hopper", true]);
  });

  test("is not set back by an answer that was asked for before it changed", async () => {
    const { desk, server, feed } = await openLoadedOffice([]);
    await feed.tell("/queue/user", { ...OWN, role: "admin" });
    await server.answer("/users.info", { ...OWN, role: "agent", is_bot: false });
    expect(desk.profile.isAdmin).toBe(true);
  });

  test("is asked for again, when it could not be loaded, once the network or the person is back", async () => {
    const { desk, server } = await openLoadedOffice([]);
    desk.wake();
    expect(server.waiting("/users.info").length).toBe(1);
    await server.fail("/users.info", 0);
    desk.wake();
    await server.answer("/users.info", { ...OWN, role: "admin", is_bot: false });
    expect(desk.profile.isAdmin).toBe(true);
    desk.wake();
    expect(server.waiting("/users.info")).toEqual([]);
  });

  test("is away at once, and available again when that could not be said", async () => {
    const { desk, server } = await open();
    const said = desk.profile.setAway(true);
    expect(desk.profile.isAway).toBe(true);
    expect(server.waiting("/users.update")).toEqual([{ availability: "away" }]);
    await server.fail("/users.update", 503);
    await said;
    expect(desk.profile.isAway).toBe(false);
    const again = desk.profile.setAway(true);
    await server.answer("/users.update", { ...OWN, availability: "away" });
    await again;
    expect(desk.profile.isAway).toBe(true);
  });
});

describe("The team", () => {
  test("follows who comes, changes and is removed", async () => {
    const { desk, server, feed } = await open();
    void desk.team.load();
    await server.answer("/users.list", page(OWN, user("ada")));
    expect(desk.team.isThere("ada")).toBe(true);
    await feed.tell("/queue/user", user("ada", { availability: "away" }));
    expect(desk.team.isThere("ada")).toBe(false);
    await feed.tell("/queue/user", user("eve", { online: false }));
    expect(desk.team.isThere("eve")).toBe(false);
    await feed.tell("/queue/user/removed", { id: "ada" });
    expect(desk.team.members.map(({ id }) => id)).toEqual([OPERATOR.id, "eve"]);
    expect(server.waiting("/users.list")).toEqual([]);
  });

  test("is asked for again when something was told while it was on its way", async () => {
    const { desk, server, feed } = await open();
    void desk.team.load();
    await feed.tell("/queue/user/removed", { id: "ada" });
    await server.answer("/users.list", page(OWN, user("ada")));
    await server.answer("/users.list", page(OWN));
    expect(desk.team.members).toEqual([OWN]);
    expect(server.waiting("/users.list")).toEqual([]);
  });

  test("is asked for again after a gap, when somebody has looked at it", async () => {
    const { desk, server, feed } = await open();
    await feed.down();
    await feed.up(101);
    expect(server.waiting("/users.list")).toEqual([]);
    void desk.team.load();
    await server.answer("/users.list", page(OWN));
    await feed.down();
    await feed.up(102);
    await server.answer("/users.list", page(OWN, user("ada")));
    expect(desk.team.members.length).toBe(2);
  });
});

test.each([
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
    "Edge on Windows",
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15",
    "Safari on macOS",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1",
    "Safari on iPhone",
  ],
  [
    "Mozilla/5.0 (Linux; Android 16; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
    "Chrome on Android",
  ],
  ["curl/8.5.0", "Unknown browser"],
  [undefined, "Unknown browser"],
])("A browser that calls itself %s is shown as %s", (userAgent, name) => {
  expect(deviceName(userAgent)).toBe(name);
});
