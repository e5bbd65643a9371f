/** How many websockets and waiting long polls one address holds. */
import { ParleyError } from "../errors.ts";

export interface SessionLimit {
  /** Takes a place and gives the way to give it back. Throws `too_many_requests`. */
  take(address: string): () => void;
}

const RETRY_AFTER = 10;

export function createSessionLimit(max: number): SessionLimit {
  const held = new Map<string, number>();
  return {
    take(address) {
      const count = held.get(address) ?? 0;
      if (count >= max) {
        throw new ParleyError("too_many_requests", "too many connections from this address", {
          retryAfter: RETRY_AFTER,
        });
      }
      held.set(address, count + 1);
      let given = false;
      return () => {
        if (given) return;
        given = true;
        const left = (held.get(address) ?? 1) - 1;
        if (left === 0) held.delete(address);
        else held.set(address, left);
      };
    },
  };
}
