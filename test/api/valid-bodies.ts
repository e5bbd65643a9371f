/** Bodies made up by what the OpenAPI document allows, and by nothing else that is known of the server. */
import * as fc from "fast-check";
import type { Described } from "./open-api.ts";

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly format?: string;
}

/** A few of each: the limits of numbers, lengths and lists are among them. */
export function validBodies(described: Described, path: string): fc.Arbitrary<unknown> {
  const { content } = described.operation(path).requestBody ?? { content: {} };
  const { schema = {} } = content["application/json"] ?? {};
  return from(schema, described).filter((body) => described.problemWith(path, body) === undefined);
}

function from(schema: Schema, described: Described): fc.Arbitrary<unknown> {
  const { $ref, type, anyOf, oneOf } = schema;
  if ($ref !== undefined) {
    const name = $ref.split("/").at(-1) ?? "";
    return from(described.document.components.schemas[name] ?? {}, described);
  }
  const options = anyOf ?? oneOf;
  if (options) return fc.oneof(...options.map((option) => from(option, described)));
  if ("const" in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (type) {
    case "string":
      return text(schema);
    case "integer":
    case "number":
      return number(schema, type === "integer");
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(from(schema.items ?? {}, described), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 10),
      });
    case "object":
      return object(schema, described);
    default:
      return fc.jsonValue({ maxDepth: 1 });
  }
}

function object(schema: Schema, described: Described): fc.Arbitrary<object> {
  const { properties = {}, required = [] } = schema;
  const possible = Object.entries(properties).filter(([, property]) => property.not === undefined);
  const fields = possible.map(([name, property]) => [name, from(property, described)]);
  return fc.record<object>(Object.fromEntries(fields), { requiredKeys: [...required] as never[] });
}

function number({ minimum, maximum }: Schema, isWhole: boolean): fc.Arbitrary<number> {
  const [min, max] = [minimum ?? -1e6, maximum ?? 1e6];
  const between = isWhole ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true });
  return fc.oneof(between, fc.constantFrom(min, max));
}

function text({ format, pattern, minLength = 0, maxLength = 300 }: Schema): fc.Arbitrary<string> {
  if (format === "uuid") return fc.uuid();
  if (format === "email") return fc.emailAddress();
  if (format === "uri") {
    return fc.oneof(
      fc.webUrl({ validSchemes: ["http", "https"], withQueryParameters: true }),
      fc.webAuthority().map((authority) => `https://${authority}`),
    );
  }
  // Not whatever anchors, but whole: `\S` alone means that there is something to read.
  if (pattern?.startsWith("^")) return fc.stringMatching(new RegExp(pattern, "u"));
  const any = fc.string({ minLength, maxLength, unit: "grapheme-ascii" });
  return fc.oneof(any, fc.constantFrom("x".repeat(Math.max(minLength, 1)), "x".repeat(maxLength)));
}
