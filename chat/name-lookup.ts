/**
 * Looks up a webhook's name, without the system's own look-up: that waits on one of the few threads that
 * passwords are checked on too, so a name server that does not answer would hold up every login.
 */
import { Resolver, setServers } from "node:dns";
import type { LookUp } from "./webhook-target.ts";

/** Where there is no other, the system's own. */
const BACKEND = process.platform === "win32" ? "system" : "c-ares";
/** The name is wrong, or has no address: the name servers have answered. */
const ANSWERED = /^DNS_(ENOTFOUND|ENODATA|EFORMERR|ENONAME)$/;

export const lookUpName: LookUp = async (name) => {
  try {
    const found = await Bun.dns.lookup(name, { backend: BACKEND });
    return found.map(({ address }) => address);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (!ANSWERED.test(code)) findServersAgain();
    throw error;
  }
};

/** The name servers are read once; a network that has come up or changed since then has others. */
function findServersAgain(): void {
  try {
    setServers(new Resolver().getServers());
  } catch {
    // Something is being looked up; the next failure tries again.
  }
}
