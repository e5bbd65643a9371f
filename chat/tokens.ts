/**
 * The tokens that clients carry: JWTs signed with HS256, one `aud` and one `typ` for each kind
 * (RFC 8725: 3.1 one algorithm, 3.9 audience, 3.11 explicit typing, 3.12 kinds that exclude each other).
 */
import { errors, jwtVerify, SignJWT, type JWTPayload } from "jose";
import type { OperatorRow, Role } from "../db/users.ts";
import { ParleyError } from "../errors.ts";
import { TOKEN_LIFETIMES } from "../protocol/limits.ts";

/** Somebody whom their site has vouched for. */
export interface Person {
  /** The site's own id of them. */
  readonly userId: string;
  /** With which of the channel's secrets. */
  readonly version: number;
}

/** Speaks for one conversation, whether or not it has a message yet. */
export interface Visitor {
  readonly kind: "visitor";
  readonly conversationId: string;
  readonly channelId: string;
  readonly person?: Person | undefined;
}

/** Is exchanged for a visitor's token later. */
export interface Resume {
  readonly kind: "resume";
  readonly conversationId: string;
  readonly channelId: string;
  readonly person?: Person | undefined;
}

/** Good as long as its login stands in the database. */
export interface OperatorLogin {
  readonly kind: "operator";
  readonly userId: string;
  readonly loginId: string;
}

/** With what the database says of it now. A bot's ids are both those of its API token. */
export interface Operator extends OperatorLogin {
  readonly role: Role;
  readonly name: string;
  readonly avatarUrl: string | null;
}

/** Ends the websocket sessions of whoever it is said of, with an ERROR that says why. */
export type EndSessions = (belongs: (operator: Operator) => boolean, why: ParleyError) => void;

export type Identity = Visitor | Resume | Operator;
/** What a token itself says. */
export type Claimed = Visitor | Resume | OperatorLogin;
export type TokenKind = Identity["kind"];
type IdentityOf<Kind extends TokenKind> = Extract<Identity, { kind: Kind }>;

export interface Tokens {
  /** Good for its kind's lifetime from `issuedAt` on, in milliseconds; by default from now on. */
  sign(identity: Claimed, issuedAt?: number): Promise<string>;
  /** Rejects with `unauthorized`, or with `forbidden` for a good token of another kind. */
  verify<Kind extends TokenKind>(
    kinds: readonly Kind[],
    token: string | undefined,
  ): Promise<IdentityOf<Kind>>;
  /** The same, for what goes on after the request: `timeLeft` milliseconds from now. */
  verifyFor(
    kinds: readonly TokenKind[],
    token: string | undefined,
  ): Promise<{ readonly identity: Identity; readonly timeLeft: number }>;
  /** What a token says, whether or not it still opens anything; undefined for one that is not good. */
  read(token: string): Promise<Claimed | undefined>;
  /** The token of an Authorization header, with or without `Bearer`. */
  fromHeader(header: string | null | undefined): string | undefined;
}

export interface TokensOptions {
  readonly key: Uint8Array;
  readonly now: () => number;
  /** Whose login it is; undefined when it stands no longer. */
  readonly operatorOf: (loginId: string) => OperatorRow | undefined;
  /** By the SHA-256 of an API token, hex. */
  readonly apiTokenOf: (hash: string) => (OperatorRow & { readonly id: string }) | undefined;
  /** Throws when this one may not be here any more. */
  readonly checkPerson?: (identity: Visitor | Resume) => void;
}

interface Verified {
  readonly identity: Claimed;
  /** Wall-clock time in milliseconds. */
  readonly expiresAt: number;
}

interface Accepted {
  readonly identity: Identity;
  readonly expiresAt: number;
}

const ISSUER = "parley";
const ALGORITHM = "HS256";
const KEY_BYTES_MIN = 32;
/** What an API token begins with; everything else is a JWT. */
export const API_TOKEN_PREFIX = "parley_";
/** Verified tokens that are remembered: checking a signature costs half a request. */
const CACHE_MAX = 10_000;

export function createTokens(options: TokensOptions): Tokens {
  const { key, now, operatorOf, apiTokenOf, checkPerson } = options;
  if (key.length < KEY_BYTES_MIN) {
    throw new ParleyError("invalid_request", "the token key must have 32 bytes or more");
  }
  const verified = new Map<string, Verified>();

  async function check(token: string): Promise<Verified> {
    const cached = verified.get(token);
    if (cached !== undefined && cached.expiresAt > now()) return cached;
    verified.delete(token);
    try {
      const { payload, protectedHeader } = await jwtVerify(token, key, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        requiredClaims: ["exp", "iss", "aud", "iat", "sub"],
        currentDate: new Date(now()),
      });
      const identity = readIdentity(payload, protectedHeader.typ);
      if (identity === undefined) throw unauthorized();
      if (verified.size >= CACHE_MAX) {
        const [oldest] = verified.keys();
        if (oldest !== undefined) verified.delete(oldest);
      }
      const entry = { identity, expiresAt: (payload.exp ?? 0) * 1_000 };
      verified.set(token, entry);
      return entry;
    } catch (error) {
      throw error instanceof errors.JOSEError ? unauthorized() : error;
    }
  }

  async function identify(token: string): Promise<Accepted> {
    if (token.startsWith(API_TOKEN_PREFIX)) {
      const found = apiTokenOf(sha256(token));
      if (found === undefined) throw unauthorized();
      const { id, ...bot } = found;
      const identity = { kind: "operator", userId: id, loginId: id, ...bot } as const;
      return { identity, expiresAt: Infinity };
    }
    const { identity, expiresAt } = await check(token);
    if (identity.kind !== "operator") return { identity, expiresAt };
    const operator = operatorOf(identity.loginId);
    if (operator === undefined) throw unauthorized();
    return { identity: { ...identity, ...operator }, expiresAt };
  }

  async function accept(kinds: readonly TokenKind[], token: string | undefined): Promise<Accepted> {
    if (token === undefined) throw unauthorized();
    const accepted = await identify(token);
    const { identity } = accepted;
    if (!kinds.includes(identity.kind)) {
      throw new ParleyError("forbidden", "this token is of another kind");
    }
    if (identity.kind !== "operator") checkPerson?.(identity);
    return accepted;
  }

  return {
    sign(identity, issuedAt = now()) {
      const seconds = Math.floor(issuedAt / 1_000);
      return new SignJWT(claims(identity))
        .setProtectedHeader({ alg: ALGORITHM, typ: `${identity.kind}+jwt` })
        .setIssuer(ISSUER)
        .setAudience(audience(identity.kind))
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + TOKEN_LIFETIMES[identity.kind] / 1_000)
        .sign(key);
    },

    async verify<Kind extends TokenKind>(kinds: readonly Kind[], token: string | undefined) {
      const { identity } = await accept(kinds, token);
      return identity as IdentityOf<Kind>;
    },

    async verifyFor(kinds, token) {
      const { identity, expiresAt } = await accept(kinds, token);
      return { identity, timeLeft: expiresAt - now() };
    },

    async read(token) {
      try {
        return (await check(token)).identity;
      } catch {
        return undefined;
      }
    },

    fromHeader(header) {
      const token = header?.replace(/^Bearer\s+/i, "").trim();
      return token === "" ? undefined : token;
    },
  };
}

/** It speaks with an API token and has no account. */
export function isBot({ userId, loginId }: Omit<OperatorLogin, "kind">): boolean {
  return userId === loginId;
}

function unauthorized(): ParleyError {
  return new ParleyError("unauthorized", "a valid token is needed in the Authorization header");
}

function audience(kind: TokenKind): string {
  return `parley:${kind}`;
}

/** Hex. What is kept of a token that only its owner may know. */
export function sha256(text: string): string {
  return new Bun.CryptoHasher("sha256").update(text).digest("hex");
}

function claims(identity: Claimed): JWTPayload {
  if (identity.kind === "operator") return { sub: identity.userId, jti: identity.loginId };
  const { conversationId, channelId, person } = identity;
  const vouched = person && { user_id: person.userId, identity_version: person.version };
  return { sub: conversationId, channel_id: channelId, ...vouched };
}

function readIdentity(payload: JWTPayload, typ: string | undefined): Claimed | undefined {
  const { sub, aud, jti, channel_id: channelId } = payload;
  for (const kind of ["visitor", "resume", "operator"] as const) {
    if (aud !== audience(kind) || typ !== `${kind}+jwt` || sub === undefined) continue;
    if (kind === "operator") {
      return jti === undefined ? undefined : { kind, userId: sub, loginId: jti };
    }
    if (typeof channelId !== "string") return undefined;
    const person = readPerson(payload);
    return { kind, conversationId: sub, channelId, ...(person && { person }) };
  }
  return undefined;
}

function readPerson({
  user_id: userId,
  identity_version: version,
}: JWTPayload): Person | undefined {
  return typeof userId === "string" && typeof version === "number"
    ? { userId, version }
    : undefined;
}
