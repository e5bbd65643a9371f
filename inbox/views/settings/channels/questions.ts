/** What the chat asks before the first message, as it is edited: `preChatForm` of a channel's config. */
import { TAKEN_KEYS } from "../../../../protocol/contact-text.ts";
import type { Config } from "./config-draft.ts";

export interface Question {
  /** What the answer is stored under. */
  readonly key: string;
  readonly label?: string;
  readonly type?: "text" | "email" | "tel" | "textarea" | "select";
  readonly options?: readonly string[];
  readonly required?: boolean;
}

/** What the widget knows how to ask without being told the words. */
export const KNOWN = ["name", "email", "phone"] as const;
export type Known = (typeof KNOWN)[number];
export type Asked = "no" | "optional" | "required";

/** Of all of them. */
export const QUESTIONS_MAX = 10;
const KEY_LENGTH = 40;

export function questionsOf({ preChatForm: given }: Config): readonly Question[] {
  const fields = (given as { fields?: unknown } | undefined)?.fields;
  return Array.isArray(fields) ? (fields as Question[]) : [];
}

/** Undefined when nothing is asked: then there is no form. */
export function formWith(
  { preChatForm: before }: Config,
  fields: readonly Question[],
): object | undefined {
  return fields.length === 0 ? undefined : { ...(before as object | undefined), fields };
}

export function isKnown({ key }: Question): boolean {
  return KNOWN.some((known) => known === key);
}

export function askedOf(questions: readonly Question[], key: Known): Asked {
  const question = questions.find((one) => one.key === key);
  if (question === undefined) return "no";
  return question.required === true ? "required" : "optional";
}

/** The known ones stand first, in their own order. */
export function withAsked(
  questions: readonly Question[],
  key: Known,
  asked: Asked,
): readonly Question[] {
  const known = KNOWN.flatMap((each): Question[] => {
    const there = questions.find((one) => one.key === each);
    if (each !== key) return there ? [there] : [];
    if (asked === "no") return [];
    const { required: _, ...rest } = there ?? { key };
    return [asked === "required" ? { ...rest, required: true } : rest];
  });
  return [...known, ...questions.filter((one) => !isKnown(one))];
}

/** A key that no other question has: `order_number`, `order_number_2`. */
export function keyFor(label: string, others: readonly Question[]): string {
  const plain = label
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "");
  const base = plain.slice(0, KEY_LENGTH - 3) || "question";
  const taken = new Set([...TAKEN_KEYS, ...others.map(({ key }) => key)]);
  let key = base;
  for (let n = 2; taken.has(key); n += 1) key = `${base}_${n}`;
  return key;
}
