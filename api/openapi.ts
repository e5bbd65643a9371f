/** The OpenAPI 3.1 document, made of the table of endpoints and of the schemas that validate. */
import type { ErrorCode } from "../errors.ts";
import { version } from "../package.json";
import { Refusal } from "../protocol/answers/refusal.ts";
import { deliveries } from "./deliveries.ts";
import { errorsOf, type Answer, type AnswerHeader, type Endpoint, type Whose } from "./endpoint.ts";
import { NAMESPACES } from "./endpoints.ts";
import type { JsonSchema } from "./json-schema.ts";
import { createSchemaBook, type SchemaBook } from "./schemas.ts";

type Json = Readonly<Record<string, unknown>>;

const ABOUT = `Live chat for websites. Every endpoint takes \`POST\` with a JSON object of at most 64 KiB; no body \
at all is an empty object; uploads take the file itself. Unknown fields around a message are ignored. The token \
stands in the \`Authorization\` header, with or without \`Bearer\` before it. An error is a status and a \`Refusal\`: \
its \`code\` is for programs. Lengths count UTF-16 units, which are as many as characters or more. A path takes no \
other method (405 \`method_not_allowed\`). The websockets are described in /asyncapi.json.`;

const SECURITY_SCHEMES = {
  visitor: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "A visitor's, of /chatplugin.authenticate: good for 24 hours.",
  },
  login: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "An operator's, of /users.login: good for 30 days, or until the login ends.",
  },
  apiToken: {
    type: "http",
    scheme: "bearer",
    description: "A bot's or a server's, of /tokens.create: good until it is revoked.",
  },
} as const;

/** The role that is needed stands in the list, as OpenAPI 3.1 has it. */
const SECURITY: Readonly<Record<Whose, readonly Json[]>> = {
  visitor: [{ visitor: [] }],
  operator: [{ login: [] }, { apiToken: [] }],
  login: [{ login: [] }],
  admin: [{ login: ["admin"] }, { apiToken: ["admin"] }],
};

const HEADERS: Readonly<Record<AnswerHeader | "Retry-After", Json>> = {
  "Parley-History": {
    description: "The history that the messages' offsets are counted in.",
    required: true,
    schema: { type: "string", format: "uuid" },
  },
  ETag: { description: "For If-None-Match.", required: true, schema: { type: "string" } },
  "Content-Range": { description: "Of how much.", required: true, schema: { type: "string" } },
  "Retry-After": {
    description: "Seconds.",
    required: true,
    schema: { type: "string", pattern: "^[0-9]+$" },
  },
};

/** Of whatever type. */
const BYTES = { "*/*": {} } as const;

/** `statusOf` is the table that the errors are answered by. */
export function openApi(statusOf: Readonly<Record<ErrorCode, number>>): Json {
  const book = createSchemaBook();
  const responses: Record<string, Json> = {};
  const context: Context = { book, statusOf, responses };
  // What any path may be answered that the table has not.
  for (const code of ["not_found", "method_not_allowed"] as const) refusalRef(context, [code]);
  const endpoints = NAMESPACES.flatMap(({ name, endpoints: rows }) =>
    rows.map((row) => ({ tag: name, row })),
  );
  const paths = Object.fromEntries(
    endpoints.map(({ tag, row }) => [
      row.path,
      { [row.method ?? "post"]: operation(context, row, tag) },
    ]),
  );
  return {
    openapi: "3.1.0",
    info: {
      title: "Parley",
      version,
      description: ABOUT,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    servers: [{ url: "/" }],
    tags: NAMESPACES.map(({ name, about }) => ({ name, description: about })),
    paths,
    webhooks: deliveries(book),
    components: {
      schemas: book.used(),
      responses,
      headers: HEADERS,
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

interface Context {
  readonly book: SchemaBook;
  readonly statusOf: Readonly<Record<ErrorCode, number>>;
  /** Refusals, by their codes. */
  readonly responses: Record<string, Json>;
}

function operation(context: Context, endpoint: Endpoint, tag: string): Json {
  const { path, summary, details, tokens, tokenIsOptional } = endpoint;
  const security = tokens.flatMap((whose) => SECURITY[whose]);
  return {
    operationId: path.slice(1),
    tags: [tag],
    summary,
    ...(details !== undefined && { description: details }),
    security: tokenIsOptional ? [{}, ...security] : security,
    ...input(context, endpoint),
    responses: { ...answers(context, endpoint.answers), ...refusals(context, errorsOf(endpoint)) },
  };
}

function input({ book }: Context, { path, method, request, takesFile }: Endpoint): Json {
  const schemas = request === undefined ? [] : [request].flat();
  const inQuery = method === "get" || takesFile ? schemas : [];
  const parameters = [
    ...pathParameters(path),
    ...inQuery.flatMap((schema) => queryParameters(book.whole(schema, "input"))),
  ];
  const given = parameters.length > 0 ? { parameters } : {};
  if (takesFile) return { ...given, requestBody: { required: true, content: BYTES } };
  if (method === "get" || schemas.length === 0) return given;
  const refs = schemas.map((schema) => book.ref(schema, "input"));
  const [only] = refs;
  const required = schemas.every(
    (schema) => (book.whole(schema, "input").required ?? []).length > 0,
  );
  const content = json(refs.length === 1 ? only : { anyOf: refs });
  return { ...given, requestBody: { required, content } };
}

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

function queryParameters({ properties = {}, required = [] }: JsonSchema): Json[] {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}

function answers({ book }: Context, byStatus: Endpoint["answers"]): Json {
  const entries = Object.entries(byStatus).map(
    ([status, { when, body, headers }]: [string, Answer]) => [
      status,
      {
        description: when,
        ...(headers && { headers: headerRefs(headers) }),
        ...(body && { content: body === "bytes" ? BYTES : json(book.ref(body, "output")) }),
      },
    ],
  );
  return Object.fromEntries(entries) as Json;
}

function refusals(context: Context, codes: readonly ErrorCode[]): Json {
  const byStatus = Map.groupBy(codes, (code) => context.statusOf[code]);
  return Object.fromEntries(
    [...byStatus].map(([status, some]) => [String(status), refusalRef(context, some)]),
  );
}

function refusalRef({ book, responses, statusOf }: Context, codes: readonly ErrorCode[]): Json {
  const name = codes.toSorted().join(".");
  responses[name] ??= {
    description: codes.map((code) => `\`${code}\``).join(" or "),
    ...(codes.some((code) => statusOf[code] === 429) && { headers: headerRefs(["Retry-After"]) }),
    content: json({
      ...book.ref(Refusal, "output"),
      type: "object",
      properties: { code: { enum: codes } },
    }),
  };
  return { $ref: `#/components/responses/${name}` };
}

function headerRefs(names: readonly (keyof typeof HEADERS)[]): Json {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function json(schema: unknown): Json {
  return { "application/json": { schema } };
}
