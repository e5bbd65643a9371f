/** All that is done about operators: put together here, because most of it needs the same few things. */
import type { Reads } from "../db/reads.ts";
import { createAccounts, type Accounts, type AccountsDeps } from "./accounts.ts";
import { createApiTokens, type ApiTokens } from "./api-tokens.ts";
import { createAvatars, type Avatars } from "./avatars.ts";
import type { Files } from "./files.ts";
import { createInvitations, type Invitations } from "./invitations.ts";
import { createLogins, type Logins } from "./logins.ts";
import { createMembers, type Members } from "./members.ts";
import { createPasswords } from "./passwords.ts";
import type { RateLimiter } from "./rate-limiter.ts";

export interface Team {
  readonly userReads: Reads["users"];
  readonly apiTokenReads: Reads["apiTokens"];
  readonly accounts: Accounts;
  readonly invitations: Invitations;
  readonly members: Members;
  readonly apiTokens: ApiTokens;
  readonly logins: Logins;
  readonly avatars: Avatars;
}

export interface TeamDeps extends Omit<AccountsDeps, "users" | "passwords" | "invitations"> {
  readonly reads: Reads;
  readonly files: Files;
  readonly wrongPasswords: RateLimiter;
  /** 32 random bytes, base64url. */
  readonly newSecret: () => string;
}

export function createTeam(deps: TeamDeps): Team {
  const { reads, wrongPasswords, newSecret } = deps;
  const { users } = reads;
  const passwords = createPasswords(wrongPasswords, newSecret);
  const invitations = createInvitations({ ...deps, passwords, invitations: reads.invitations });
  return {
    userReads: users,
    apiTokenReads: reads.apiTokens,
    accounts: createAccounts({ ...deps, users, passwords, invitations }),
    invitations,
    members: createMembers({ ...deps, users, passwords }),
    apiTokens: createApiTokens({ ...deps, apiTokens: reads.apiTokens }),
    logins: createLogins({ ...deps, logins: reads.logins }),
    avatars: createAvatars(deps),
  };
}
