/** The served OpenAPI document, and an independent validator that holds requests and answers against it. */
import { expect } from "bun:test";
import Ajv2020, { type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { TestServer } from "../running-server.ts";

interface Ref {
  readonly $ref: string;
}

interface Response {
  readonly headers?: Readonly<Record<string, Ref>>;
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly { readonly name: string; readonly schema: object }[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: object }>>;
  };
  readonly responses: Readonly<Record<string, Response | Ref>>;
}

export interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly webhooks: Readonly<
    Record<string, { readonly post: Pick<Operation, "parameters" | "requestBody"> }>
  >;
  readonly components: {
    readonly schemas: Readonly<Record<string, object>>;
    readonly responses: Readonly<Record<string, Response>>;
    readonly headers: Readonly<Record<string, { readonly required: boolean; schema: object }>>;
  };
}

/** An answer as it came. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface Described {
  readonly document: Document;
  operation(path: string, method?: "post" | "get"): Operation;
  /** Why the document does not allow a request body; undefined: it does. */
  problemWith(path: string, body: unknown): string | undefined;
  /** Fails unless the operation's answers have this one: its status, its body to the field, its headers. */
  expectAnswer(path: string, answer: Answered, method?: "post" | "get"): void;
  /** The same for what a webhook's receiver is sent. */
  expectDelivery(event: string, sent: Omit<Answered, "status">): void;
  /** The same for what stands among the answers of all paths. */
  expectRefusal(code: string, answer: Answered): void;
}

export async function readDocument(server: TestServer): Promise<Described> {
  const served = await fetch(`${server.url}/openapi.json`);
  const document = (await served.json()) as Document;
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  addFormats.default(ajv);
  // The document is no schema, its parts are: its own keys mean nothing to the validator.
  ajv.addVocabulary(Object.keys(document));
  ajv.addSchema(document, "document");
  const compiled = new Map<string, ValidateFunction>();

  /** By where it stands in the document, so that its references are found. */
  function schemaAt(...path: string[]): ValidateFunction {
    const steps = path.map((step) => step.replaceAll("~", "~0").replaceAll("/", "~1"));
    const ref = `document#/${steps.map(encodeURIComponent).join("/")}`;
    const validate = compiled.get(ref) ?? ajv.compile({ $ref: ref });
    compiled.set(ref, validate);
    return validate;
  }

  function problem(validate: ValidateFunction, value: unknown): string | undefined {
    return validate(value) ? undefined : ajv.errorsText(validate.errors);
  }

  function operation(path: string, method: "post" | "get" = "post"): Operation {
    const found = document.paths[path]?.[method];
    if (found === undefined) throw new Error(`${method} ${path} is not described`);
    return found;
  }

  function expectResponse(where: string[], response: Response, answer: Answered): void {
    for (const name of Object.keys(response.headers ?? {})) {
      const validate = schemaAt("components", "headers", name, "schema");
      expect({ name, problem: problem(validate, answer.headers.get(name)) }).toEqual({
        name,
        problem: undefined,
      });
    }
    if (response.content === undefined) return expect(answer.body).toBeUndefined();
    const type = answer.headers.get("content-type") ?? "";
    if ("*/*" in response.content) return expect(answer.body).toBeInstanceOf(Uint8Array);
    expect(Object.keys(response.content)).toContain(type);
    const told = problem(schemaAt(...where, "content", type, "schema"), answer.body);
    expect({ body: answer.body, problem: told }).toEqual({ body: answer.body, problem: undefined });
  }

  return {
    document,
    operation,

    problemWith(path, body) {
      const where = ["paths", path, "post", "requestBody", "content", "application/json", "schema"];
      return problem(schemaAt(...where), body);
    },

    expectAnswer(path, answer, method = "post") {
      const { responses } = operation(path, method);
      const status = String(answer.status);
      const response = responses[status];
      if (response === undefined) {
        const said = JSON.stringify(answer.body);
        throw new Error(`${path} is described without the ${status} that it answered: ${said}`);
      }
      if (!("$ref" in response)) {
        return expectResponse(["paths", path, method, "responses", status], response, answer);
      }
      const name = response.$ref.split("/").at(-1) ?? "";
      const shared = document.components.responses[name] ?? {};
      expectResponse(["components", "responses", name], shared, answer);
    },

    expectDelivery(event, { headers, body }) {
      const where = ["webhooks", event, "post"];
      const parameters = document.webhooks[event]?.post.parameters ?? [];
      expect(parameters.length).toBeGreaterThan(0);
      const problems = parameters.map(({ name }, index) =>
        problem(schemaAt(...where, "parameters", String(index), "schema"), headers.get(name)),
      );
      const content = ["requestBody", "content", "application/json", "schema"];
      const told = [...problems, problem(schemaAt(...where, ...content), body)];
      expect({ body, problems: told.filter(Boolean) }).toEqual({ body, problems: [] });
    },

    expectRefusal(code, answer) {
      const shared = document.components.responses[code] ?? {};
      expectResponse(["components", "responses", code], shared, answer);
    },
  };
}
