/** Cursors: which way from which key. Opaque to clients, so that their meaning may change. */
import { ParleyError } from "../errors.ts";

export interface Cursor {
  readonly direction: "before" | "after";
  readonly key: number;
}

export function encodeCursor({ direction, key }: Cursor): string {
  return Buffer.from(`${direction}:${key}`).toString("base64url");
}

/** The empty cursor is the first page: before anything. Throws `invalid_request`. */
export function decodeCursor(cursor: string): Cursor {
  if (cursor === "") return { direction: "before", key: Number.MAX_SAFE_INTEGER };
  const text = Buffer.from(cursor, "base64url").toString();
  const [, direction, key] = /^(before|after):(\d{1,15})$/.exec(text) ?? [];
  if (key === undefined || (direction !== "before" && direction !== "after")) throw noCursor();
  return { direction, key: Number(key) };
}

export function noCursor(): ParleyError {
  const message = "not a cursor of this list";
  const issues = [{ path: "cursor", message }];
  return new ParleyError("invalid_request", `cursor: ${message}`, { issues });
}
