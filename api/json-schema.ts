/**
 * JSON Schema of the schemas that validate. What valibot can check and JSON Schema cannot say (a function
 * of ours) is left out; whatever else does not convert throws, so that no document says less unnoticed.
 */
import { toJsonSchemaDefs, type ConversionConfig, type JsonSchema } from "@valibot/to-json-schema";
import type * as v from "valibot";

export type { JsonSchema };

/** What clients send, before it is changed by us; or what we answer. */
export type Direction = "input" | "output";

/** Functions of ours, and changes that keep a string a string. */
const LEFT_OUT = "check finite raw_check raw_transform readonly to_lower_case transform trim".split(
  " ",
);

export function convertAll(
  schemas: Readonly<Record<string, v.GenericSchema>>,
  direction: Direction,
): Record<string, JsonSchema> {
  const config: ConversionConfig = {
    typeMode: direction,
    target: "draft-2020-12",
    overrideAction: ({ valibotAction, jsonSchema }) => {
      const { type, requirement } = valibotAction as { type: string; requirement?: unknown };
      if (LEFT_OUT.includes(type)) return jsonSchema;
      if (requirement instanceof RegExp && (type === "regex" || type === "email")) {
        return { ...jsonSchema, pattern: withoutFlags(requirement) };
      }
      // Addresses that browsers understand are more than the URIs of RFC 3986: what is sent should be
      // one of these, what is answered may be one of those.
      if (type === "url" && direction === "output") return without(jsonSchema, "format");
      return undefined;
    },
    overrideSchema: ({ valibotSchema, jsonSchema }) => {
      if (direction !== "output" || !("entries" in valibotSchema)) return undefined;
      return withDefaults(jsonSchema, valibotSchema.entries as v.ObjectEntries);
    },
    overrideRef: ({ referenceId }) => schemaRef(referenceId),
  };
  const unguarded = Object.entries(schemas).map(([name, schema]) => [name, withoutGuards(schema)]);
  return toJsonSchemaDefs(Object.fromEntries(unguarded), config);
}

/**
 * `pipe(unknown(), check(…), schema)` looks at a value before the schema does. Of such a pipe the library
 * would say what its beginning takes, which is anything; what it takes is what the schema does.
 */
function withoutGuards(schema: v.GenericSchema): v.GenericSchema {
  if ("pipe" in schema && schema.type === "unknown") {
    const [, ...rest] = schema.pipe as (v.GenericSchema | { kind: "validation" })[];
    const guarded = rest.find((item) => item.kind === "schema");
    return guarded === undefined ? schema : withoutGuards(guarded);
  }
  if ("wrapped" in schema) {
    const wrapped = withoutGuards(schema.wrapped as v.GenericSchema);
    return wrapped === schema.wrapped ? schema : ({ ...schema, wrapped } as v.GenericSchema);
  }
  if (!("entries" in schema) || "pipe" in schema) return schema;
  const entries = Object.entries(schema.entries as v.ObjectEntries);
  const unguarded = entries.map(([name, entry]) => [name, withoutGuards(entry)] as const);
  const isSame = unguarded.every(([, entry], index) => entry === entries[index]?.[1]);
  if (isSame) return schema;
  return { ...schema, entries: Object.fromEntries(unguarded) } as v.GenericSchema;
}

export function schemaRef(name: string): string {
  return `#/components/schemas/${name}`;
}

/** Patterns of JSON Schema have no flags; they are Unicode ones by themselves (2020-12, 6.4). */
function withoutFlags({ source, flags }: RegExp): string {
  const left = flags.replace("u", "");
  if (left === "") return source;
  const spelledOut = source.replaceAll("a-z", "a-zA-Z");
  const hasLetters = /[a-z]/i.test(spelledOut.replaceAll(/a-zA-Z|\\[a-z]/g, ""));
  if (left === "i" && !hasLetters) return spelledOut;
  throw new Error(`/${source}/${flags} cannot be said without its flags`);
}

/** A field that has a default is always there once it has been read. */
function withDefaults(schema: JsonSchema, entries: v.ObjectEntries): JsonSchema {
  const filled = Object.entries(entries)
    .filter(([, entry]) => "default" in entry && entry.default !== undefined)
    .map(([name]) => name);
  return { ...schema, required: [...new Set([...(schema.required ?? []), ...filled])] };
}

function without(schema: JsonSchema, key: keyof JsonSchema): JsonSchema {
  const { [key]: _, ...rest } = schema;
  return rest;
}
