/** Of a channel's config: business hours, the form before the chat and the text to agree to. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { ChannelDetails } from "../../protocol/channels.ts";
import type { Refusal } from "../running-server.ts";
import { setScene, type Scene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => void (scene = await setScene()));
afterAll(() => scene[Symbol.asyncDispose]());

async function update(config: object) {
  const body = { channel_id: scene.visitor.channel.id, config };
  return scene.server.post<ChannelDetails & Refusal>("/channels.update", body, scene.tokens.admin);
}

async function answered(): Promise<unknown> {
  const query = `channel_id=${scene.visitor.channel.id}`;
  const response = await fetch(`${scene.server.url}/chatplugin.config?${query}`);
  return ((await response.json()) as { config: unknown }).config;
}

const MONDAY = { day: 1, from: "09:00", to: "17:00" };
const at = (...hours: object[]) => ({ businessHours: { timeZone: "UTC", hours } });
const form = (...fields: object[]) => ({ preChatForm: { fields } });
const ORDER = { key: "order", label: "Order number" };

describe("A visitor's page is told, as it was set and whatever the time is, of", () => {
  test.each<[what: string, config: object]>([
    ["hours", at(MONDAY, { day: 7, from: "00:00", to: "24:00" })],
    ["hours over midnight", at({ day: 5, from: "22:00", to: "06:00" })],
    ["several a day", at(MONDAY, { day: 1, from: "18:00", to: "19:30" })],
    ["no hours: a holiday", at()],
    ["fifty of them", at(...Array.from({ length: 50 }, () => MONDAY))],
    [
      "zones of every kind",
      { businessHours: { timeZone: "America/Argentina/Buenos_Aires", hours: [] } },
    ],
    ["what a newer widget may know", { businessHours: { ...at(MONDAY).businessHours, more: 1 } }],
    ["the away message and e-mail", { awayMessage: "We are brewing.", awayEmail: true }],
    ["a form without a question", form()],
    [
      "a form with all kinds",
      {
        preChatForm: {
          title: "Who are you?",
          fields: [
            { key: "name", required: true },
            { key: "email", label: "Your address", type: "email" },
            { key: "phone", type: "tel" },
            ORDER,
            { key: "topic", type: "select", options: ["Beer", "Bread"], required: false },
            { key: "more_about_it", type: "textarea" },
          ],
        },
      },
    ],
    ["a text to agree to", { consentText: "I agree: https://shop.example/privacy" }],
  ])("%s", async (_, config) => {
    const { status, body } = await update(config);
    expect({ status, config: body.config }).toEqual({ status: 200, config: config as never });
    expect(await answered()).toEqual(config);
  });
});

describe("Refused, with the place named, are", () => {
  test.each<[path: string, config: object]>([
    ["businessHours.timeZone", { businessHours: { hours: [] } }],
    ["businessHours.hours", { businessHours: { timeZone: "UTC" } }],
    ...["", "Berlin", "Europe/Nowhere", "GMT+1h", 5, null, "x".repeat(65)].map(
      (timeZone): [string, object] => [
        "businessHours.timeZone",
        { businessHours: { timeZone, hours: [] } },
      ],
    ),
    ["businessHours.hours", at(...Array.from({ length: 51 }, () => MONDAY))],
    ["businessHours.hours.0.day", at({ from: "09:00", to: "17:00" })],
    ...[0, 8, "1", 1.5, null].map((day): [string, object] => [
      "businessHours.hours.1.day",
      at(MONDAY, { ...MONDAY, day }),
    ]),
    ...["9:00", "24:00", "12:60", "09:00:00", " 09:00", "", 9, null].map(
      (from): [string, object] => ["businessHours.hours.0.from", at({ ...MONDAY, from })],
    ),
    ...["24:01", "25:00", "5pm", "", 17, null].map((to): [string, object] => [
      "businessHours.hours.0.to",
      at({ ...MONDAY, to }),
    ]),
    ["businessHours.hours.0", at({ ...MONDAY, to: MONDAY.from })],
    ["preChatForm.fields", { preChatForm: {} }],
    ["preChatForm.title", { preChatForm: { title: "x".repeat(201), fields: [] } }],
    ["preChatForm.fields", form(...Array.from({ length: 11 }, (_, n) => ({ key: `f${n}` })))],
    ["preChatForm.fields", form(ORDER, ORDER)],
    ...[
      "",
      "Order",
      "a b",
      "a.b",
      "a".repeat(41),
      "consent_at",
      "verified",
      "user_id",
      5,
      null,
    ].map((key): [string, object] => ["preChatForm.fields.0.key", form({ key })]),
    ...["__proto__", "constructor", "display_name"].map((key): [string, object] => [
      "preChatForm.fields.0.key",
      form({ key }),
    ]),
    ...["password", "file", "", 5, null].map((type): [string, object] => [
      "preChatForm.fields.0.type",
      form({ ...ORDER, type }),
    ]),
    ["preChatForm.fields.0", form({ ...ORDER, type: "select" })],
    ["preChatForm.fields.0", form({ ...ORDER, type: "select", options: [] })],
    ["preChatForm.fields.0.options.1", form({ ...ORDER, options: ["a", " "] })],
    ["preChatForm.fields.0.options", form({ ...ORDER, options: Array(31).fill("a") })],
    ["preChatForm.fields.0.label", form({ ...ORDER, label: "x".repeat(201) })],
    ["preChatForm.fields.0.required", form({ ...ORDER, required: "yes" })],
    ["consentText", { consentText: "x".repeat(1_001) }],
    ["awayEmail", { awayEmail: "yes" }],
  ])("%s of %j", async (path, config) => {
    const before = await answered();
    const { status, body } = await update(config);
    expect(status).toBe(400);
    expect(body.issues?.map((issue) => issue.path)).toContain(`config.${path}`);
    expect(await answered()).toEqual(before);
  });
});
