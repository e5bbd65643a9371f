import { labels } from "../labels.ts";

export interface MetadataFact {
  /** With dots, as it is set. */
  readonly key: string;
  readonly value: string;
}

/** What is nested in a line each: `ad.id` and its value. */
export function metadataFacts(metadata: object, path = ""): readonly MetadataFact[] {
  return Object.entries(metadata).flatMap(([name, value]: [string, unknown]) => {
    const key = path + name;
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? metadataFacts(value, `${key}.`)
      : { key, value: shown(value) };
  });
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join(", ");
  if (typeof value === "boolean") return value ? labels.details.yes : labels.details.no;
  return String(value);
}
