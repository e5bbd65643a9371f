/** A conversation's metadata: one JSON object, in which dotted keys nest. */
import type { Database } from "bun:sqlite";
import type { MetadataValue } from "../protocol/metadata.ts";
import type { Changed } from "./conversation-writes.ts";

export interface SetMetadata {
  readonly conversationId: string;
  /** The parts of a dotted key, one at least. */
  readonly path: readonly string[];
  readonly value: MetadataValue;
  /** Of all metadata of the conversation, as UTF-8. */
  readonly bytesMax: number;
}

export interface RemoveMetadata {
  readonly conversationId: string;
  readonly path: readonly string[];
}

/** Each runs inside the writer's transaction. */
export interface MetadataWrites {
  /** What stands in its way is replaced: a value that would have to be a parent, or a parent's children. */
  setMetadata(change: SetMetadata): Changed | "too_large";
  /** With its children; a parent that has no other child goes too. */
  removeMetadata(change: RemoveMetadata): Changed;
}

export type Node = { readonly [key: string]: unknown };

export function metadataWrites(db: Database): MetadataWrites {
  const get = db.query<{ metadata: string }, [string]>(
    "SELECT metadata FROM conversation WHERE id = ?",
  );
  const set = db.query<null, [string, string]>("UPDATE conversation SET metadata = ? WHERE id = ?");

  function change(id: string, bytesMax: number, to: (root: Node) => Node): Changed | "too_large" {
    const before = get.get(id)?.metadata;
    if (before === undefined) return "unknown_conversation";
    const after = JSON.stringify(to(JSON.parse(before)));
    if (after === before) return "unchanged";
    if (Buffer.byteLength(after) > bytesMax) return "too_large";
    set.run(after, id);
    return "changed";
  }

  return {
    setMetadata({ conversationId, path, value, bytesMax }) {
      return change(conversationId, bytesMax, (root) => withValue(root, path, value));
    },

    removeMetadata({ conversationId, path }) {
      const outcome = change(conversationId, Infinity, (root) => without(root, path) ?? {});
      return outcome === "too_large" ? "unchanged" : outcome;
    },
  };
}

// A computed key is always the object's own, `__proto__` too, and only own ones are looked at.

export function withValue(node: Node, path: readonly string[], value: MetadataValue): Node {
  const [key = "", ...rest] = path;
  if (rest.length === 0) return { ...node, [key]: value };
  return { ...node, [key]: withValue(childOf(node, key) ?? {}, rest, value) };
}

/** Undefined: nothing is left. */
function without(node: Node, path: readonly string[]): Node | undefined {
  const [key = "", ...rest] = path;
  if (!Object.hasOwn(node, key)) return node;
  const child = childOf(node, key);
  if (rest.length > 0 && child === undefined) return node;
  const left = rest.length > 0 && child !== undefined ? without(child, rest) : undefined;
  if (left !== undefined) return { ...node, [key]: left };
  const others = Object.entries(node).filter(([name]) => name !== key);
  return others.length === 0 ? undefined : Object.fromEntries(others);
}

export function childOf(node: Node, key: string): Node | undefined {
  const child = Object.hasOwn(node, key) ? node[key] : undefined;
  const isNode = typeof child === "object" && child !== null && !Array.isArray(child);
  return isNode ? (child as Node) : undefined;
}
