/** How many websocket sessions a server holds, as `/metrics` tells. */
import type { TestServer } from "./running-server.ts";

export interface SessionCounts {
  readonly visitor: number;
  readonly operator: number;
}

export async function sessionCounts({ url }: TestServer): Promise<SessionCounts> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const count = (kind: string): number =>
    Number(new RegExp(`^parley_sessions\\{kind="${kind}"\\} (\\d+)$`, "m").exec(text)?.[1]);
  return { visitor: count("visitor"), operator: count("operator") };
}

/** Asks until it is so: a server learns of a socket's end a moment after its client. */
export async function untilSessions(server: TestServer, wanted: SessionCounts): Promise<void> {
  for (;;) {
    const { visitor, operator } = await sessionCounts(server);
    if (visitor === wanted.visitor && operator === wanted.operator) return;
  }
}

export const NOBODY: SessionCounts = { visitor: 0, operator: 0 };
