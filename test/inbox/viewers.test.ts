import { expect, test } from "bun:test";
import { conversation, message, openLoadedOffice, OPERATOR, type Office } from "./fakes.ts";

const ADA = { id: "operator-2", name: "Ada Lovelace" };
const GRACE = { id: OPERATOR.id, name: "Grace Hopper" };

function viewing({ feed }: Office): readonly unknown[] {
  return feed.sent.flatMap(([destination, body]) =>
    destination === "/app/viewing" ? [(body as { conversation_id: unknown }).conversation_id] : [],
  );
}

test("What is on the screen is told once, and again to each new session; a hidden page shows nothing", async () => {
  const office = await openLoadedOffice([conversation("a", message(1, 1))]);
  office.desk.look(true);
  expect(viewing(office)).toEqual([]);
  office.desk.open("a");
  office.desk.type("a", "D");
  expect(viewing(office)).toEqual(["a"]);
  office.desk.look(false);
  office.desk.look(true);
  expect(viewing(office)).toEqual(["a", null, "a"]);
  await office.feed.down();
  office.desk.open("b");
  expect(viewing(office)).toHaveLength(3);
  await office.feed.up(100);
  expect(viewing(office)).toEqual(["a", null, "a", "b"]);
  office.desk.open(undefined);
  expect(viewing(office).at(-1)).toBeNull();
});

test("The others who look are known, oneself not, until they leave or nobody tells any more", async () => {
  const office = await openLoadedOffice([conversation("a", message(1, 1))]);
  const tell = (viewers: readonly object[], count = viewers.length): Promise<void> =>
    office.feed.tell("/queue/viewers", { conversation_id: "a", viewers, count });
  const nobody = { people: [], more: 0 };
  expect(office.desk.viewers.others("a")).toEqual(nobody);
  await tell([GRACE, ADA]);
  expect(office.desk.viewers.others("a")).toEqual({ people: [ADA], more: 0 });
  await tell([ADA, GRACE], 7);
  expect(office.desk.viewers.others("a")).toEqual({ people: [ADA], more: 5 });
  await tell([GRACE]);
  expect(office.desk.viewers.others("a")).toEqual(nobody);
  await tell([ADA]);
  await tell([]);
  expect(office.desk.viewers.others("a")).toEqual(nobody);
  await tell([ADA]);
  await office.feed.down();
  expect(office.desk.viewers.others("a")).toEqual(nobody);
});
