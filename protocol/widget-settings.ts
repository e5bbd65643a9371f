/** A channel's `config`: the widget's look and behaviour, with the keys of Airy's chat plugin. */
import * as v from "valibot";
import { WebUrl } from "./json.ts";

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
  language: v.optional(v.pipe(v.string(), v.maxLength(35))),
});

/** An array is an object too, to the schema of objects. */
export const WidgetSettings = v.pipe(
  v.unknown(),
  v.check((given) => !Array.isArray(given), "must be an object"),
  Settings,
);
