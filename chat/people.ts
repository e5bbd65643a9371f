/**
 * People whom a site vouches for: its server signs its own id of them with the channel's secret. All their
 * devices are in one conversation, and their tokens say who they are.
 */
import type { PeopleReads } from "../db/people.ts";
import type { Writer } from "../db/writer.ts";
import { ParleyError } from "../errors.ts";
import type { OnChange } from "./changes.ts";
import type { Channels } from "./channels.ts";
import type { Claimed, Person, Resume, Visitor } from "./tokens.ts";

export interface PeopleDeps {
  readonly writer: Writer;
  readonly rows: PeopleReads;
  readonly channels: Pick<Channels, "findConnected">;
  readonly onChange: OnChange;
  readonly newId: () => string;
}

export interface Vouched {
  readonly channelId: string;
  readonly userId: string;
  /** Hex. */
  readonly signature: string;
  /** What they had before anybody vouched for them: it becomes theirs when they have none. */
  readonly earlier: Claimed | undefined;
  /** Another conversation, if their newest one is closed. */
  readonly startsNew: boolean;
}

export interface People {
  /** Rejects with `identity_refused`. */
  enter(vouched: Vouched): Promise<Visitor>;
  /** Who the person of a conversation is, as far as a token tells it. */
  personOf(channelId: string, conversationId: string): Person | undefined;
}

export function createPeople({ writer, rows, channels, onChange, newId }: PeopleDeps): People {
  function vouchedFor(channelId: string, userId: string): Person {
    const version = channels.findConnected(channelId)?.identityVersion ?? 0;
    return { userId, version };
  }

  return {
    async enter({ channelId, userId, signature, earlier, startsNew }) {
      const secret = rows.secretOf(channelId);
      if (secret === undefined || !isSignature(signature, secret, userId)) {
        const message = "the signature is not that of this user_id with the channel's secret";
        throw new ParleyError("identity_refused", message);
      }
      const person = vouchedFor(channelId, userId);
      const entry = { channelId, userId, startsNew, claimedId: claimable(earlier, channelId) };
      const known = rows.conversationOf(entry);
      if (known !== undefined) return { kind: "visitor", conversationId: known, channelId, person };
      const entered = await writer.write("enterAsPerson", { ...entry, newId: newId() });
      const { conversationId } = entered;
      if (entered.isClaimed) onChange({ kind: "conversation", conversationId });
      return { kind: "visitor", conversationId, channelId, person };
    },

    personOf(channelId, conversationId) {
      const userId = rows.userOf(conversationId);
      return userId === undefined ? undefined : vouchedFor(channelId, userId);
    },
  };
}

/** Whether the one who carries this token may still be here. Throws `unauthorized`, `identity_required`. */
export function checkPerson(
  { channelId, person }: Visitor | Resume,
  findConnected: Channels["findConnected"],
): void {
  const channel = findConnected(channelId);
  if (channel === undefined) return;
  if (person === undefined && channel.requireIdentity === 1) {
    throw new ParleyError("identity_required", "this chat is for known people only");
  }
  if (person !== undefined && person.version !== channel.identityVersion) {
    throw new ParleyError("unauthorized", "the site has to vouch for this person again");
  }
}

function claimable(earlier: Claimed | undefined, channelId: string): string | undefined {
  const isTheirs =
    earlier?.kind === "resume" && earlier.channelId === channelId && !("person" in earlier);
  return isTheirs ? earlier.conversationId : undefined;
}

function isSignature(given: string, secret: string, userId: string): boolean {
  const right = new Bun.CryptoHasher("sha256", secret).update(userId).digest();
  const bytes = Buffer.from(given, "hex");
  return bytes.length === right.length && crypto.timingSafeEqual(bytes, right);
}
