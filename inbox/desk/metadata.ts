/** What is noted of a conversation: dotted keys nest, as the server has them. */

export type MetadataValue =
  string | number | boolean | readonly string[] | readonly number[] | readonly boolean[];

type Node = Readonly<Record<string, unknown>>;

/** Parts divided by dots, without spaces, quotes and backslashes, as the server takes them. */
const KEY = /^[^\s"'\\.]+(\.[^\s"'\\.]+){0,7}$/u;
const KEY_LENGTH = 200;

export function isMetadataKey(key: string): boolean {
  return key.length <= KEY_LENGTH && KEY.test(key);
}

/** Undefined: nothing is there, or more keys are. */
export function valueAt(metadata: object, key: string): MetadataValue | undefined {
  let node: unknown = metadata;
  for (const part of key.split(".")) {
    if (!isNode(node) || !Object.hasOwn(node, part)) return undefined;
    node = node[part];
  }
  return isNode(node) || node === null ? undefined : (node as MetadataValue);
}

/** What the server makes of `/metadata.set`. */
export function withValue(metadata: object, key: string, value: MetadataValue): object {
  const [part = "", ...rest] = key.split(".");
  const child = isNode(metadata) && Object.hasOwn(metadata, part) ? metadata[part] : undefined;
  const inside =
    rest.length === 0 ? value : withValue(isNode(child) ? child : {}, rest.join("."), value);
  return { ...metadata, [part]: inside };
}

/** What it makes of `/metadata.remove`: parents that are left empty go too. */
export function withoutValue(metadata: object, key: string): object {
  const [part = "", ...rest] = key.split(".");
  if (!isNode(metadata) || !Object.hasOwn(metadata, part)) return metadata;
  const child = metadata[part];
  const others = Object.fromEntries(Object.entries(metadata).filter(([name]) => name !== part));
  if (rest.length === 0) return others;
  if (!isNode(child)) return metadata;
  const inside = withoutValue(child, rest.join("."));
  return Object.keys(inside).length === 0 ? others : { ...metadata, [part]: inside };
}

/** As it stands in an input. */
export function inWords(value: MetadataValue | undefined): string {
  return Array.isArray(value) ? value.join(", ") : value === undefined ? "" : String(value);
}

/**
 * What somebody has typed keeps the kind of what was there. Something new is a text, but for what can be
 * nothing else than a number or a yes or no: `0171` stays as it is.
 */
export function typedValue(typed: string, before: MetadataValue | undefined): MetadataValue {
  const text = typed.trim();
  if (Array.isArray(before)) {
    const items = text.split(",").flatMap((item) => item.trim() || []);
    const numbers = items.map(Number);
    const areNumbers = typeof before[0] === "number" && numbers.every(Number.isFinite);
    return areNumbers ? numbers : items;
  }
  if (typeof before === "string") return text;
  if (text === "true" || text === "false") return text === "true";
  return String(Number(text)) === text && Number.isFinite(Number(text)) ? Number(text) : text;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
