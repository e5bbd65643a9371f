/** The served AsyncAPI document, and an independent validator that holds real frames against it. */
import { expect } from "bun:test";
import Ajv, { type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import type { TestServer } from "../running-server.ts";
import type { PeerFrame } from "../stomp-peer.ts";

export interface Channel {
  readonly address: string | null;
  readonly servers: readonly { readonly $ref: string }[];
  readonly messages: Readonly<
    Record<string, { readonly headers: object; readonly payload?: object }>
  >;
}

export interface Document {
  readonly servers: Readonly<Record<string, { readonly pathname: string }>>;
  readonly channels: Readonly<Record<string, Channel>>;
  readonly operations: Readonly<Record<string, { readonly action: "send" | "receive" }>>;
}

export interface Described {
  readonly document: Document;
  /** The addresses on which frames of this name travel, of one endpoint (`chatplugin`). */
  addresses(side: string, frameName: string): string[];
  /** Why the document does not allow a frame; undefined: it does. */
  problemWith(side: string, frame: PeerFrame): string | undefined;
  expectFrame(side: string, frame: PeerFrame): void;
}

export async function readAsyncDocument(server: TestServer): Promise<Described> {
  const served = await fetch(`${server.url}/asyncapi.json`);
  const document = (await served.json()) as Document;
  // Its schemas are of draft 7, as AsyncAPI has them.
  const ajv = new Ajv({ strict: true, allErrors: true });
  addFormats.default(ajv);
  ajv.addVocabulary(Object.keys(document));
  ajv.addSchema(document, "document");
  const compiled = new Map<string, ValidateFunction>();

  function problem(value: unknown, ...path: string[]): string | undefined {
    const ref = `document#/${path.map(encodeURIComponent).join("/")}`;
    const validate = compiled.get(ref) ?? ajv.compile({ $ref: ref });
    compiled.set(ref, validate);
    return validate(value) ? undefined : ajv.errorsText(validate.errors);
  }

  function channelsOf(side: string): [string, Channel][] {
    return Object.entries(document.channels).filter(([, { servers }]) =>
      servers.some(({ $ref }) => $ref === `#/servers/${side}`),
    );
  }

  function problemWith(side: string, { command, headers, body }: PeerFrame): string | undefined {
    const address = headers["destination"] ?? null;
    const [id, channel] = channelsOf(side).find(([, one]) => one.address === address) ?? [];
    const described = channel?.messages[command];
    if (id === undefined || described === undefined) return `${command} ${address}: not described`;
    const where = ["channels", id, "messages", command];
    if (described.payload === undefined && body !== "") return "a body is not described";
    return (
      problem(headers, ...where, "headers") ??
      (described.payload && problem(JSON.parse(body), ...where, "payload"))
    );
  }

  return {
    document,
    addresses: (side, frameName) =>
      channelsOf(side).flatMap(([, { address, messages }]) =>
        address !== null && frameName in messages ? [address] : [],
      ),
    problemWith,
    expectFrame(side, frame) {
      expect({ ...frame, problem: problemWith(side, frame) }).toEqual({
        ...frame,
        problem: undefined,
      });
    },
  };
}
