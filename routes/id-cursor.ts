/** Cursors of lists that are in the order of their ids: which way from which id. */
import { noCursor } from "./cursor.ts";

export interface IdCursor {
  readonly direction: "before" | "after";
  readonly id: string;
}

export function encodeIdCursor({ direction, id }: IdCursor): string {
  return Buffer.from(`${direction}:${id}`).toString("base64url");
}

/** The empty cursor is the first page: after nothing. Throws `invalid_request`. */
export function decodeIdCursor(cursor: string): IdCursor {
  if (cursor === "") return { direction: "after", id: "" };
  const text = Buffer.from(cursor, "base64url").toString();
  const [, direction, id] = /^(before|after):([0-9a-f-]{36})$/.exec(text) ?? [];
  if (id === undefined || (direction !== "before" && direction !== "after")) throw noCursor();
  return { direction, id };
}
