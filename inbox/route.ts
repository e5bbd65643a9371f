/** The page's own addresses: what stands behind `#`. */

/** What the page shows: a page of the settings, or the conversations with one of them open, or none. */
export interface Route {
  readonly conversationId?: string | undefined;
  /** A page of the settings by its name, `channels`, and what of it, `channels/ID/look`; "" for the first one. */
  readonly settings?: string | undefined;
}

const CONVERSATION = /^#\/conversations\/([0-9a-f-]{36})$/i;
const SETTINGS = /^#\/settings(?:\/([\w/-]+))?$/;
const SETUP = /^#setup=(.+)$/;

export function parseRoute(hash: string): Route {
  const settings = SETTINGS.exec(hash);
  if (settings !== null) return { settings: settings[1] ?? "" };
  return { conversationId: CONVERSATION.exec(hash)?.[1]?.toLowerCase() };
}

export function hrefOf({ conversationId, settings }: Route): string {
  if (settings !== undefined) return settings === "" ? "#/settings" : `#/settings/${settings}`;
  return conversationId === undefined ? "#/" : `#/conversations/${conversationId}`;
}

/** The token of the setup link that the server prints at its first start. */
export function parseSetupToken(hash: string): string | undefined {
  const token = SETUP.exec(hash)?.[1];
  if (token === undefined) return undefined;
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}
