/** Invitations: who has one makes an account with its role, once. Only its hash is kept. */
import type { InvitationReads } from "../db/invitations.ts";
import type { Role } from "../db/users.ts";
import type { Writer } from "../db/writer.ts";
import { ParleyError } from "../errors.ts";
import { INVITATION_LIFETIME, INVITATIONS_MAX } from "../protocol/limits.ts";
import { sha256, type Operator } from "./tokens.ts";

export interface Invitation {
  readonly token: string;
  readonly expiresAt: number;
}

export interface Invitations {
  /** Rejects with `limit_reached`, and with `forbidden` when it is no admin any more. */
  invite(admin: Operator, role: Role): Promise<Invitation>;
  /** Its hash, when it makes an account now. */
  openHash(token: string): string | undefined;
}

export interface InvitationsDeps {
  readonly writer: Writer;
  readonly invitations: InvitationReads;
  readonly now: () => number;
  readonly newId: () => string;
  /** 32 random bytes, base64url. */
  readonly newSecret: () => string;
}

export function createInvitations(deps: InvitationsDeps): Invitations {
  const { writer, invitations, now, newId, newSecret } = deps;
  return {
    async invite(admin, role) {
      const token = newSecret();
      const createdAt = now();
      const expiresAt = createdAt + INVITATION_LIFETIME;
      const invitation = {
        id: newId(),
        hash: sha256(token),
        role,
        createdBy: admin.userId,
        createdAt,
        expiresAt,
        max: INVITATIONS_MAX,
      };
      const outcome = await writer.write("createInvitation", invitation, admin.loginId);
      if (outcome === "created") return { token, expiresAt };
      const message = `there are ${INVITATIONS_MAX} open invitations already`;
      throw new ParleyError("limit_reached", message);
    },

    openHash(token) {
      const hash = sha256(token);
      return invitations.isOpen(hash, now()) ? hash : undefined;
    },
  };
}
