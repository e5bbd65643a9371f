/**
 * What outlives the page, as one JSON value in localStorage. That may be absent, full, forbidden or
 * replaced by something that forgets: whatever could not be written, or does not read back, is kept in
 * memory for as long as the page lives.
 */
import type { Content } from "../protocol/content.ts";

/** A message that the server has not confirmed. */
export interface Unsent {
  readonly id: string;
  readonly content: Content;
  /** When the visitor sent it: ISO 8601. */
  readonly sent_at: string;
  /** The server refused it: the error's code. Only the visitor can send it again. */
  readonly refused?: string;
  /** What has to be uploaded first: the content is without an address then. It does not outlive the page. */
  readonly file?: File;
}

/** The refusal of a file that is not there any more, or that the site does not take: nothing to try again. */
export const LOST = "lost";

export interface Saved {
  readonly resumeToken?: string | undefined;
  /** The visitor's token, as long as there is no resume token for its conversation. */
  readonly token?: string | undefined;
  readonly draft?: string | undefined;
  readonly outbox?: readonly Unsent[] | undefined;
  /** The offset up to which the visitor has read. */
  readonly read?: number | undefined;
}

export interface Store {
  read(): Saved;
  /** Reads anew before it writes, since other tabs of the site write too. */
  update(change: (saved: Saved) => Saved): void;
}

/** @param open gives `window.localStorage`, or throws where that is forbidden */
export function createStore(key: string, open: () => Storage): Store {
  let unwritten: Saved | undefined;

  function read(): Saved {
    if (unwritten !== undefined) return unwritten;
    try {
      return parseSaved(open().getItem(key));
    } catch {
      return {};
    }
  }

  function write(saved: Saved): void {
    unwritten = saved;
    try {
      const text = JSON.stringify(saved);
      if (text === "{}") return open().removeItem(key);
      open().setItem(key, text);
      if (open().getItem(key) === text) unwritten = undefined;
    } catch {
      // It stays in memory.
    }
  }

  return { read, update: (change) => write(change(read())) };
}

/** Takes what is sound of a stored value: the page's other scripts can write there too. */
export function parseSaved(text: string | null): Saved {
  try {
    const { resumeToken, token, draft, outbox, read } = JSON.parse(text ?? "{}") ?? {};
    return {
      resumeToken: string(resumeToken),
      token: string(token),
      draft: string(draft),
      outbox: Array.isArray(outbox) ? outbox.filter(isUnsent) : undefined,
      read: Number.isSafeInteger(read) ? read : undefined,
    };
  } catch {
    return {};
  }
}

function string(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function isUnsent(value: Partial<Unsent> | null): value is Unsent {
  return (
    typeof value?.id === "string" &&
    typeof value.content?.type === "string" &&
    typeof value.sent_at === "string"
  );
}
