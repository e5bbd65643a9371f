/**
 * Where a webhook's address leads. The name is looked up here, once for each attempt, every address that
 * it has is looked at, and the connection goes to the one that was: a name that answers otherwise the
 * next time (DNS rebinding) is not asked a second time.
 */
import { isAddress, leadsInside } from "./inside-addresses.ts";

/** All addresses of a name; rejects when there are none. */
export type LookUp = (name: string) => Promise<readonly string[]>;

export type TargetProblem = "name_not_found" | "private_address";

export type Target =
  | {
      readonly ok: true;
      /** The webhook's own, with an address in the name's place. */
      readonly url: string;
      /** What the Host header says. */
      readonly host: string;
      /** Whom the certificate has to name; undefined: the address itself. */
      readonly serverName: string | undefined;
    }
  | { readonly ok: false; readonly problem: TargetProblem };

/** `turn` counts the attempts: each takes the next of several addresses, IPv4 first. */
export async function findTarget(
  webhookUrl: string,
  lookUp: LookUp,
  allowPrivate: boolean,
  turn = 0,
): Promise<Target> {
  const url = new URL(webhookUrl);
  // A dot at the end says that the name is whole, which it is anyway.
  const name = url.hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
  const addresses = isAddress(name) ? [name] : await find(name, lookUp);
  if (addresses.length === 0) return { ok: false, problem: "name_not_found" };
  if (!allowPrivate && addresses.some(leadsInside))
    return { ok: false, problem: "private_address" };
  const sorted = addresses.toSorted((a, b) => Number(a.includes(":")) - Number(b.includes(":")));
  const address = sorted[turn % sorted.length] ?? "";
  const { host } = url;
  url.hostname = address.includes(":") ? `[${address}]` : address;
  const serverName = isAddress(name) ? undefined : name;
  return { ok: true, url: url.href, host, serverName };
}

async function find(name: string, lookUp: LookUp): Promise<readonly string[]> {
  try {
    return await lookUp(name);
  } catch {
    return [];
  }
}
