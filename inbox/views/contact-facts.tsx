import type { VNode } from "preact";
import type { Conversation } from "../../protocol/conversations.ts";
import { valueAt, type MetadataValue } from "../desk/metadata.ts";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { Fact } from "./fact.tsx";
import { Icon } from "./icons.tsx";
import { EditableFact } from "./editable-fact.tsx";

const text = labels.contact;

/** What the forms of the widget note of whom they belong to, and what its site has signed. */
const EMAIL = "contact.email";
const PHONE = "contact.phone";
const USER_ID = "contact.user_id";
const VERIFIED = "contact.verified";
/** Those that are shown among the first facts, and not once more among the rest. */
export const CONTACT_KEYS: ReadonlySet<string> = new Set([EMAIL, PHONE, USER_ID, VERIFIED]);

const ADDRESS = /^[^\s@<>,;:"]+@[^\s@<>,;:"]+\.[^\s@<>,;:"]+$/u;
const NUMBER = /^\+?[\d\s()/.-]{4,30}$/;

interface ContactFactsProps {
  readonly desk: Desk;
  readonly conversation: Conversation;
}

/** How the visitor can be reached otherwise. */
export function ContactFacts({ desk, conversation: { id, metadata } }: ContactFactsProps): VNode {
  const [email, phone, userId] = [EMAIL, PHONE, USER_ID].map((key) => valueAt(metadata, key));
  const line = { desk, conversationId: id };
  return (
    <>
      <EditableFact {...line} name={text.email} at={EMAIL} value={email} inputMode="email">
        <Reached href={mailto(email)} value={email} />
      </EditableFact>
      <EditableFact {...line} name={text.phone} at={PHONE} value={phone} inputMode="tel">
        <Reached href={tel(phone)} value={phone} />
      </EditableFact>
      {userId !== undefined && (
        <Fact name={text.userId}>
          <bdi>{String(userId)}</bdi>
        </Fact>
      )}
    </>
  );
}

/** Beside the name of somebody whom the site vouches for. */
export function VerifiedMark({ metadata }: { readonly metadata: object }): VNode | null {
  if (valueAt(metadata, VERIFIED) !== true) return null;
  return (
    <p class="verified" title={text.verifiedText}>
      <Icon name="check" />
      {text.verified}
    </p>
  );
}

interface ReachedProps {
  readonly href: string | undefined;
  readonly value: MetadataValue | undefined;
}

function Reached({ href, value }: ReachedProps): VNode {
  return href === undefined ? <>{String(value)}</> : <a href={href}>{String(value)}</a>;
}

/** Undefined for what is no address: anything else could carry a subject, a text or other people along. */
export function mailto(value: unknown): string | undefined {
  const isAddress = typeof value === "string" && ADDRESS.test(value);
  return isAddress ? `mailto:${encodeURIComponent(value).replaceAll("%40", "@")}` : undefined;
}

export function tel(value: unknown): string | undefined {
  const number = String(value);
  return NUMBER.test(number) ? `tel:${number.replace(/[^+\d]/g, "")}` : undefined;
}
