import { describe, expect, test } from "bun:test";
import { Session, SESSION_KEY } from "../../inbox/session.ts";
import { createStore } from "../../inbox/store.ts";
import { OPERATOR } from "./fakes.ts";

describe("The session", () => {
  test("outlives a reload and ends with the log-out", () => {
    const store = createStore(undefined);
    new Session(store).signIn(OPERATOR);
    const session = new Session(store);
    expect(session.operator).toEqual(OPERATOR);
    session.logOut();
    expect([session.operator, session.ended]).toEqual([undefined, false]);
    expect(new Session(store).operator).toBeUndefined();
  });

  test("says that the server has ended it, but a late answer to an older token ends nothing", () => {
    const session = new Session(createStore(undefined));
    session.signIn(OPERATOR);
    session.end("an older token");
    expect(session.operator).toEqual(OPERATOR);
    session.end(OPERATOR.token);
    expect([session.operator, session.ended]).toEqual([undefined, true]);
  });

  test("follows what another tab has done", () => {
    const store = createStore(undefined);
    const [one, other] = [new Session(store), new Session(store)];
    let changes = 0;
    other.changes.subscribe(() => {
      changes += 1;
    });
    one.signIn(OPERATOR);
    other.follow();
    other.follow();
    expect([other.operator, changes]).toEqual([OPERATOR, 1]);
  });

  test("that cannot be read back is none", () => {
    const store = createStore(undefined);
    store.set(SESSION_KEY, "{");
    expect(new Session(store).operator).toBeUndefined();
  });
});

describe("The store", () => {
  test("keeps in memory what the browser does not take", () => {
    const full = {
      getItem: () => null,
      removeItem: () => undefined,
      setItem() {
        throw new DOMException("full", "QuotaExceededError");
      },
    };
    const store = createStore(full as unknown as Storage);
    store.set("a.1", "typed");
    expect(store.get("a.1")).toBe("typed");
    expect(store.keys("a.")).toContain("a.1");
    store.remove("a.1");
    expect(store.get("a.1")).toBeUndefined();
  });
});
