/** The host to listen on: whether it can be, and how a person types it. */
import { lookup } from "node:dns/promises";
import { ParleyError } from "../errors.ts";

/** Rejects with `address_in_use`. The runtime's own words for a name that nobody knows are "invalid argument". */
export async function findHost(host: string): Promise<void> {
  try {
    await lookup(host);
  } catch {
    throw new ParleyError("address_in_use", `cannot listen on ${host}: no machine has this name`);
  }
}

/** What a person can type for the address that the server listens on. */
export function shownHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
