/** The page's own addresses: what stands behind `#`. */

/** What the page shows: a page of the settings, or the conversations with one of them open, or none. */
export interface Route {
  readonly conversationId?: string | undefined;
  /** The saved view that the list shows. */
  readonly view?: string | undefined;
  /** A page of the settings by its name, `channels`, and what of it, `channels/ID/look`; "" for the first one. */
  readonly settings?: string | undefined;
}

const WORK = /^#(?:\/views\/([0-9a-f-]{36}))?(?:\/conversations\/([0-9a-f-]{36}))?$/i;
const SETTINGS = /^#\/settings(?:\/([\w/-]+))?$/;
const ENTRY = /^#(setup|invitation)=(.+)$/;

export function parseRoute(hash: string): Route {
  const settings = SETTINGS.exec(hash);
  if (settings !== null) return { settings: settings[1] ?? "" };
  const [, view, conversationId] = WORK.exec(hash) ?? [];
  return {
    conversationId: conversationId?.toLowerCase(),
    ...(view !== undefined && { view: view.toLowerCase() }),
  };
}

export function hrefOf({ conversationId, view, settings }: Route): string {
  if (settings !== undefined) return settings === "" ? "#/settings" : `#/settings/${settings}`;
  const place = view === undefined ? "#" : `#/views/${view}`;
  if (conversationId !== undefined) return `${place}/conversations/${conversationId}`;
  return view === undefined ? "#/" : place;
}

/** What a link brings that makes an account: the server's own at its first start, or an invitation. */
export interface Entry {
  readonly kind: "setup" | "invitation";
  readonly token: string;
}

export function parseEntry(hash: string): Entry | undefined {
  const [, kind, token] = ENTRY.exec(hash) ?? [];
  if (kind === undefined || token === undefined) return undefined;
  return { kind: kind === "setup" ? "setup" : "invitation", token: decode(token) };
}

/** The link that a colleague opens: what stands behind `#` is sent to no server. */
export function invitationLink(origin: string, token: string): string {
  return `${origin}/inbox#invitation=${encodeURIComponent(token)}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
