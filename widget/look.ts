/**
 * What a site makes its own: the channel's configuration, overridden by the page's (the keys are those of
 * Airy's chat plugin), as far as it can be drawn. What does not fit is left out, one key at a time.
 */
import type { Content } from "../protocol/content.ts";

export interface Look {
  readonly title: string | undefined;
  readonly subtitle: string | undefined;
  /** Stands before the first message, as if the other side had said it. */
  readonly welcome: Content | undefined;
  readonly bubbleIcon: string | undefined;
  readonly sendIcon: string | undefined;
  readonly hidesInput: boolean;
  /** No attachments at all. */
  readonly hidesFiles: boolean;
  /** Of these kinds: `Images`, `Videos`, and `Files` for all others. */
  readonly hides: readonly string[];
  readonly hidesEmojis: boolean;
  readonly hidesOnPhones: boolean;
  readonly startsOpen: boolean;
  readonly hasSound: boolean;
  /** Custom properties of the root element. */
  readonly style: readonly (readonly [name: string, value: string])[];
}

type Given = Readonly<Record<string, unknown>>;

/** A colour's key, the property that it sets, and the one of what is written on it. */
const COLORS: readonly (readonly [key: string, property: string, onIt?: string])[] = [
  ["accentColor", "accent", "on-accent"],
  ["primaryColor", "head", "on-head"],
  ["backgroundColor", "ground", "text"],
  ["outboundMessageColor", "own", "on-own"],
  ["inboundMessageColor", "other", "on-other"],
  // Behind the others: what is said outright goes before what was worked out.
  ["headerTextColor", "on-head"],
  ["subtitleTextColor", "on-head-mute"],
  ["outboundMessageTextColor", "on-own"],
  ["inboundMessageTextColor", "on-other"],
];

/** What follows from a ground of the site's own, whatever the visitor's scheme is. */
const ON_GROUND = [
  ["mute", "color-mix(in srgb, var(--text) 68%, var(--ground))"],
  ["soft", "color-mix(in srgb, var(--text) 7%, var(--ground))"],
  ["line", "color-mix(in srgb, var(--text) 13%, var(--ground))"],
  ["link", "var(--text)"],
] as const;

/** Pixels. */
const SIZE = { min: 200, max: 2_000 };

/** @param textOn the colour to write with on a colour; undefined when that is none */
export function readLook(given: Given, textOn: (color: string) => string | undefined): Look {
  const style: [string, string][] = [];
  for (const [key, property, onIt] of COLORS) {
    const color = text(given[key]);
    const written = color && textOn(color);
    if (!color || !written) continue;
    style.push([`--${property}`, color]);
    if (onIt) style.push([`--${onIt}`, written]);
    if (property === "head") style.push(["--on-head-mute", written]);
    if (property === "ground") {
      style.push(...ON_GROUND.map(([name, value]): [string, string] => [`--${name}`, value]));
    }
  }
  for (const key of ["width", "height"]) {
    const size = Number(given[key]);
    if (size >= SIZE.min && size <= SIZE.max) style.push([`--${key}`, `${size}px`]);
  }
  const hides = ["Images", "Videos", "Files"].filter((kind) => given[`hide${kind}`] === true);
  return {
    title: text(given["headerText"]),
    subtitle: text(given["subtitleText"]),
    welcome: readContent(given["welcomeMessage"]),
    bubbleIcon: webAddress(given["bubbleIcon"]),
    sendIcon: webAddress(given["sendMessageIcon"]),
    hidesInput: given["hideInputBar"] === true,
    hidesFiles: given["hideAttachments"] === true || hides.length > 2,
    hides,
    hidesEmojis: given["hideEmojis"] === true,
    hidesOnPhones: given["disableMobile"] === true,
    hasSound: given["sound"] === true,
    startsOpen: given["bubbleState"] === "expanded",
    style,
  };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() ? value.trim() : undefined;
}

function webAddress(value: unknown): string | undefined {
  const address = text(value);
  return address && /^https?:\/\//i.test(address) ? address : undefined;
}

/** A text, or what the extras make of the rest: nobody has checked it before, the page may say anything. */
function readContent(value: unknown): Content | undefined {
  const words = text(value);
  if (words) return { type: "text", text: words };
  const given = record(value);
  const { type = "text" } = given;
  return type !== "text" || text(given["text"]) ? ({ ...given, type } as Content) : undefined;
}

function record(value: unknown): Given {
  return typeof value === "object" && value !== null ? (value as Given) : {};
}
