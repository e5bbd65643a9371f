/** What the pages of a channel make of what is typed, without a page. */
import { describe, expect, test } from "bun:test";
import { withKey } from "../../inbox/views/settings/channels/config-draft.ts";
import {
  anotherOf,
  problemWith,
  shownEnd,
  typedEnd,
  type Interval,
} from "../../inbox/views/settings/channels/hours.ts";
import { identifierFor } from "../../inbox/views/settings/channels/identifier.ts";
import {
  askedOf,
  formWith,
  keyFor,
  withAsked,
} from "../../inbox/views/settings/channels/questions.ts";
import { sitesIn } from "../../inbox/views/settings/channels/sites.ts";

test.each([
  ["shop.example.org", ["https://shop.example.org"]],
  ["http://localhost:3000/contact?a=1", ["http://localhost:3000"]],
  [" a.example \n\n https://a.example/ \nb.example", ["https://a.example", "https://b.example"]],
  ["not a site", ["not a site"]],
  ["javascript:alert(1)", ["javascript:alert(1)"]],
  ["", []],
])("The sites in %j are %j", (lines, sites) => {
  expect(sitesIn(lines)).toEqual(sites);
});

test.each([
  ["Shop München", "shop-munchen"],
  ["  Ελλάδα 24 ", "ελλαδα-24"],
  ["日本", "日本"],
  ["!!!", "website"],
])("A channel called %j is %j to programs", (name, identifier) => {
  expect(identifierFor(name)).toBe(identifier);
});

test("A key of the config that says nothing is left out; others stay, known or not", () => {
  const config = { headerText: "Nord", future: [1], sound: true };
  expect(withKey(config, "headerText", "")).toEqual({ future: [1], sound: true });
  expect(withKey(config, "sound", false)).toEqual({ headerText: "Nord", future: [1] });
  expect(withKey(config, "width", 400)).toEqual({ ...config, width: 400 });
});

describe("Business hours", () => {
  const at = (day: number, from: string, to: string): Interval => ({ day, from, to });

  test.each([
    [[], "none"],
    [[at(1, "09:00", "17:00")], undefined],
    [[at(1, "00:00", "24:00")], undefined],
    [[at(1, "17:00", "09:00")], "order"],
    [[at(1, "09:00", "09:00")], "order"],
    [[at(1, "", "09:00")], "order"],
    [[at(1, "09:00", "12:00"), at(1, "12:00", "18:00")], undefined],
    [[at(1, "13:00", "18:00"), at(1, "09:00", "13:30")], "overlap"],
    [[at(1, "09:00", "18:00"), at(2, "10:00", "11:00")], undefined],
  ] as const)("%j: %p", (hours, problem) => {
    expect(problemWith({ timeZone: "UTC", hours })).toBe(problem);
  });

  test("the end of a day is typed as 00:00 and stored as 24:00", () => {
    expect([typedEnd("00:00"), typedEnd("17:00")]).toEqual(["24:00", "17:00"]);
    expect([shownEnd("24:00"), shownEnd("17:00")]).toEqual(["00:00", "17:00"]);
  });

  test("another stretch begins an hour after the last one, and stays in its day", () => {
    expect(anotherOf(3, [])).toEqual(at(3, "09:00", "17:00"));
    expect(anotherOf(3, [at(3, "09:00", "12:00")])).toEqual(at(3, "13:00", "17:00"));
    expect(anotherOf(3, [at(3, "09:00", "20:30")])).toEqual(at(3, "21:00", "24:00"));
    expect(anotherOf(3, [at(3, "09:00", "24:00")])).toBeUndefined();
  });
});

describe("Questions before the chat", () => {
  test("the known ones stand first and in their order, and say whether they are required", () => {
    const order = { key: "order", label: "Order?" };
    const asked = withAsked([order], "phone", "optional");
    const both = withAsked(asked, "name", "required");
    expect(both).toEqual([{ key: "name", required: true }, { key: "phone" }, order]);
    expect(askedOf(both, "name")).toBe("required");
    expect(askedOf(both, "phone")).toBe("optional");
    expect(askedOf(both, "email")).toBe("no");
    expect(withAsked(both, "name", "optional")[0]).toEqual({ key: "name" });
    expect(withAsked(withAsked(both, "name", "no"), "phone", "no")).toEqual([order]);
  });

  test("keys are made of the words, and no two are the same", () => {
    expect(keyFor("Número de pedido?", [])).toBe("numero_de_pedido");
    expect(keyFor("Order", [{ key: "order" }, { key: "order_2" }])).toBe("order_3");
    expect(keyFor("E-mail", [])).toBe("e_mail");
    expect(keyFor("email", [])).toBe("email_2");
    expect(keyFor("Verified?", [])).toBe("verified_2");
    expect(keyFor("注文", [])).toBe("question");
    expect(keyFor("a".repeat(100), []).length).toBeLessThanOrEqual(40);
  });

  test("without a question there is no form; what else the form says stays", () => {
    expect(formWith({ preChatForm: { title: "Hello", fields: [] } }, [])).toBeUndefined();
    expect(formWith({ preChatForm: { title: "Hello", fields: [] } }, [{ key: "name" }])).toEqual({
      title: "Hello",
      fields: [{ key: "name" }],
    });
  });
});
