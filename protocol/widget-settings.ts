/** A channel's `config`: the widget's look and behaviour, with the keys of Airy's chat plugin. */
import * as v from "valibot";
import { FieldKey } from "./contact.ts";
import { WebUrl } from "./json.ts";
import { CONTACT_LIMITS, SETTINGS_LIMITS } from "./limits.ts";

const Words = v.pipe(v.string(), v.maxLength(1_000));

/** Nothing that could end a declaration and begin another. */
const Color = v.pipe(
  v.string(),
  v.maxLength(100),
  v.regex(/^(#[0-9a-fA-F]{3,8}|[a-zA-Z]+|[a-z]+\([0-9a-z.,%/ -]+\))$/, "must be a CSS colour"),
);

/** Pixels, or a CSS length. */
const Length = v.union(
  [
    v.pipe(v.number(), v.minValue(0), v.maxValue(10_000)),
    v.pipe(v.string(), v.regex(/^\d{1,5}(\.\d{1,3})?(px|em|rem|%|vh|vw|dvh|dvw)?$/)),
  ],
  "must be a number of pixels or a CSS length",
);

const Flag = v.boolean();

const Clock = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time like 09:00"));

const BusinessHours = v.looseObject({
  timeZone: v.pipe(v.string(), v.maxLength(64), v.check(isTimeZone, "must be an IANA time zone")),
  hours: v.pipe(
    v.array(
      v.pipe(
        v.looseObject({
          day: v.picklist([1, 2, 3, 4, 5, 6, 7], "must be 1 for Monday to 7 for Sunday"),
          from: Clock,
          to: v.union([Clock, v.literal("24:00")], "must be a time like 17:00, or 24:00"),
        }),
        v.check(({ from, to }) => from !== to, "must not end when it begins"),
      ),
    ),
    v.maxLength(SETTINGS_LIMITS.hours),
  ),
});

function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

const FormField = v.pipe(
  v.looseObject({
    key: v.union([v.picklist(["name", "email", "phone"]), FieldKey], "must be a key"),
    label: v.optional(v.pipe(v.string(), v.maxLength(SETTINGS_LIMITS.labelLength))),
    type: v.optional(v.picklist(["text", "email", "tel", "textarea", "select"])),
    options: v.optional(
      v.pipe(
        v.array(v.pipe(v.string(), v.regex(/\S/), v.maxLength(SETTINGS_LIMITS.labelLength))),
        v.maxLength(SETTINGS_LIMITS.options),
      ),
    ),
    required: v.optional(Flag),
  }),
  v.check(
    ({ type, options }) => type !== "select" || Boolean(options?.length),
    "must have options to select from",
  ),
);

const PreChatForm = v.looseObject({
  title: v.optional(v.pipe(v.string(), v.maxLength(SETTINGS_LIMITS.labelLength))),
  fields: v.pipe(
    v.array(FormField),
    v.maxLength(CONTACT_LIMITS.fields),
    v.check(
      (fields) => new Set(fields.map(({ key }) => key)).size === fields.length,
      "must have a key of its own each",
    ),
  ),
});

/** Keys that are not known here are kept: a newer widget may know them. */
const Settings = v.looseObject({
  headerText: v.optional(Words),
  subtitleText: v.optional(Words),
  welcomeMessage: v.optional(v.union([Words, v.looseObject({})], "must be a text or a message")),
  startNewConversationText: v.optional(Words),
  headerTextColor: v.optional(Color),
  subtitleTextColor: v.optional(Color),
  primaryColor: v.optional(Color),
  accentColor: v.optional(Color),
  backgroundColor: v.optional(Color),
  outboundMessageColor: v.optional(Color),
  outboundMessageTextColor: v.optional(Color),
  inboundMessageColor: v.optional(Color),
  inboundMessageTextColor: v.optional(Color),
  height: v.optional(Length),
  width: v.optional(Length),
  bubbleIcon: v.optional(WebUrl),
  sendMessageIcon: v.optional(WebUrl),
  closeMode: v.optional(v.picklist(["basic", "medium", "full"])),
  bubbleState: v.optional(v.picklist(["expanded", "minimized"])),
  disableMobile: v.optional(Flag),
  hideInputBar: v.optional(Flag),
  hideEmojis: v.optional(Flag),
  hideAttachments: v.optional(Flag),
  hideImages: v.optional(Flag),
  hideVideos: v.optional(Flag),
  hideFiles: v.optional(Flag),
  showMode: v.optional(Flag),
  useCustomFont: v.optional(Flag),
  customFont: v.optional(Words),
  businessHours: v.optional(BusinessHours),
  awayMessage: v.optional(Words),
  awayEmail: v.optional(Flag),
  preChatForm: v.optional(PreChatForm),
  consentText: v.optional(Words),
  language: v.optional(v.pipe(v.string(), v.maxLength(35))),
});

/** An array is an object too, to the schema of objects. */
export const WidgetSettings = v.pipe(
  v.unknown(),
  v.check((given) => !Array.isArray(given), "must be an object"),
  Settings,
);
