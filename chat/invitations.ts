/** Invitations: who has one makes an account with its role, once. Only its hash is kept. */
import type { InvitationReads, InvitationRow } from "../db/invitations.ts";
import type { Role } from "../db/users.ts";
import type { Writer } from "../db/writer.ts";
import { ParleyError } from "../errors.ts";
import { INVITATION_LIFETIME, INVITATIONS_MAX } from "../protocol/limits.ts";
import type { Passwords } from "./passwords.ts";
import { sha256, type Operator } from "./tokens.ts";

export interface NewInvitation {
  readonly id: string;
  readonly token: string;
  readonly expiresAt: number;
}

export interface Invitations {
  /** Rejects with `limit_reached`, and with `forbidden` when it is no admin any more. */
  invite(admin: Operator, role: Role, name: string | undefined): Promise<NewInvitation>;
  /** The open ones, the newest first. */
  open(): InvitationRow[];
  /** It makes no account any more. Rejects with `not_found`. */
  revoke(id: string): Promise<void>;
  /** Its hash, when it makes an account now. */
  openHash(token: string): string | undefined;
  /** For who has it. A wrong one counts as a wrong password of the address. Rejects with `not_found`. */
  read(token: string, address: string): InvitationRow;
}

export interface InvitationsDeps {
  readonly writer: Writer;
  readonly invitations: InvitationReads;
  readonly passwords: Pick<Passwords, "countGuess">;
  readonly now: () => number;
  readonly newId: () => string;
  /** 32 random bytes, base64url. */
  readonly newSecret: () => string;
}

export function createInvitations(deps: InvitationsDeps): Invitations {
  const { writer, invitations, passwords, now, newId, newSecret } = deps;
  return {
    async invite(admin, role, name) {
      const id = newId();
      const token = newSecret();
      const createdAt = now();
      const expiresAt = createdAt + INVITATION_LIFETIME;
      const invitation = {
        id,
        hash: sha256(token),
        role,
        name: name ?? null,
        createdBy: admin.userId,
        createdAt,
        expiresAt,
        max: INVITATIONS_MAX,
      };
      const outcome = await writer.write("createInvitation", invitation, admin.loginId);
      if (outcome === "created") return { id, token, expiresAt };
      const message = `there are ${INVITATIONS_MAX} open invitations already`;
      throw new ParleyError("limit_reached", message);
    },

    open() {
      return invitations.all(now());
    },

    async revoke(id) {
      if ((await writer.write("revokeInvitation", id)) === "revoked") return;
      throw new ParleyError("not_found", "there is no such open invitation");
    },

    openHash(token) {
      const hash = sha256(token);
      return invitations.find(hash, now()) && hash;
    },

    read(token, address) {
      const found = invitations.find(sha256(token), now());
      passwords.countGuess(address, found !== undefined);
      if (found !== undefined) return found;
      throw new ParleyError("not_found", "this invitation has been used or has expired");
    },
  };
}
