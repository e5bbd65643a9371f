/** Passwords: how they are kept, and how often somebody may be wrong. */
import type { RateLimiter } from "./rate-limiter.ts";

export interface Attempt {
  readonly email: string;
  readonly password: string;
  /** Where it comes from. */
  readonly address: string;
}

export interface Passwords {
  hash(password: string): Promise<string>;
  /**
   * A wrong one counts against its account and its address. Without a hash, for an account that is not
   * there, it is wrong and takes as long. Rejects with `too_many_requests`.
   */
  isRight(attempt: Attempt, hash: string | undefined): Promise<boolean>;
  /** The same count for another secret that an address may guess at. */
  countGuess(address: string, isRight: boolean): void;
}

/** OWASP's second choice for argon2id: 19 MiB, two passes. */
const ARGON2ID = { algorithm: "argon2id", memoryCost: 19_456, timeCost: 2 } as const;

/** `wrongRate` counts the wrong ones. */
export function createPasswords(wrongRate: RateLimiter, newSecret: () => string): Passwords {
  // What the passwords of accounts that are not there are checked against.
  let nobody: Promise<string> | undefined;

  /** Counts against both or neither: one that is at its limit does not use up the other. */
  function takeBoth(first: string, second: string): () => void {
    const takeBackFirst = wrongRate.take(first);
    try {
      const takeBackSecond = wrongRate.take(second);
      return () => {
        takeBackFirst();
        takeBackSecond();
      };
    } catch (error) {
      takeBackFirst();
      throw error;
    }
  }

  return {
    hash(password) {
      return Bun.password.hash(password, ARGON2ID);
    },

    async isRight({ email, password, address }, hash) {
      // Counted before the slow check, so that many at once are not one.
      const takeBack = takeBoth(`address ${address}`, `account ${email}`);
      // Everybody waits for it, so that not even the first answer after a start tells who is there.
      const fallback = await (nobody ??= Bun.password.hash(newSecret(), ARGON2ID));
      const right = await Bun.password.verify(password, hash ?? fallback);
      if (hash === undefined || !right) return false;
      takeBack();
      return true;
    },

    countGuess(address, isRight) {
      const takeBack = wrongRate.take(`address ${address}`);
      if (isRight) takeBack();
    },
  };
}
