/** What visitors say about themselves: their name is the contact's, the rest is metadata under `contact`. */
import type { Database } from "bun:sqlite";
import type { Changed } from "./conversation-writes.ts";
import { childOf, withValue, type Node } from "./metadata.ts";

export interface ToldContact {
  readonly conversationId: string;
  /** An operator's choice goes before it. */
  readonly displayName: string | undefined;
  /** What is given replaces what was given before, by key. */
  readonly details: Readonly<Record<string, string>>;
  /** The text that was agreed to. The same text again was agreed to the first time. */
  readonly consent: string | undefined;
  /** ISO 8601. */
  readonly toldAt: string;
  /** Of all metadata of the conversation, as UTF-8. */
  readonly bytesMax: number;
}

export interface ToldContactWrites {
  /** Runs inside the writer's transaction: all of it is stored, or nothing. */
  tellContact(told: ToldContact): Changed | "too_large";
}

type Row = { readonly displayName: string; readonly isNamed: 0 | 1; readonly metadata: string };

export function toldContactWrites(db: Database): ToldContactWrites {
  const get = db.query<Row, [string]>(
    `SELECT display_name AS displayName, is_named AS isNamed, metadata
     FROM conversation WHERE id = ?`,
  );
  const set = db.query<null, [string, string, string]>(
    "UPDATE conversation SET display_name = ?, metadata = ? WHERE id = ?",
  );

  return {
    tellContact({ conversationId, displayName, details, consent, toldAt, bytesMax }) {
      const before = get.get(conversationId);
      if (before === null) return "unknown_conversation";
      let root = JSON.parse(before.metadata) as Node;
      const known = childOf(root, "contact");
      const isAgreed = consent === undefined || known?.["consent_text"] === consent;
      const all = isAgreed ? details : { ...details, consent_at: toldAt, consent_text: consent };
      for (const [key, value] of Object.entries(all)) {
        root = withValue(root, ["contact", key], value);
      }
      const metadata = JSON.stringify(root);
      const name = before.isNamed ? before.displayName : (displayName ?? before.displayName);
      if (metadata === before.metadata && name === before.displayName) return "unchanged";
      if (metadata !== before.metadata && Buffer.byteLength(metadata) > bytesMax) {
        return "too_large";
      }
      set.run(name, metadata, conversationId);
      return "changed";
    },
  };
}
