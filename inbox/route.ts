/** The page's own addresses: what stands behind `#`. */

export interface Route {
  readonly conversationId: string | undefined;
}

const CONVERSATION = /^#\/conversations\/([0-9a-f-]{36})$/i;
const SETUP = /^#setup=(.+)$/;

export function parseRoute(hash: string): Route {
  return { conversationId: CONVERSATION.exec(hash)?.[1]?.toLowerCase() };
}

export function hrefOf(route: Route): string {
  return route.conversationId === undefined ? "#/" : `#/conversations/${route.conversationId}`;
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
