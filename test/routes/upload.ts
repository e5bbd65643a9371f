/** Files as tests send them. */
import type { UploadedFile } from "../../protocol/files.ts";
import type { Answer, Refusal } from "../running-server.ts";

export const VISITORS = "/chatplugin.upload";
export const OPERATORS = "/messages.upload";

/** The answer to a good one is an `UploadedFile`. */
export async function upload<Body = UploadedFile>(
  { url }: { readonly url: string },
  path: string,
  token: string | undefined,
  body: Uint8Array<ArrayBuffer> | string | ReadableStream,
  name = "",
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer<Body>> {
  const query = new URLSearchParams({ name });
  const response = await fetch(`${url}${path}?${query}`, {
    method: "POST",
    headers: { ...(token !== undefined && { Authorization: token }), ...headers },
    body,
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Body,
  };
}

export function refused(answer: Answer<unknown>): [number, string] {
  return [answer.status, (answer.body as Refusal).code];
}

/** The same bytes for the same seed, none like those around it. */
export function bytes(length: number, seed = 1): Buffer<ArrayBuffer> {
  const made = Buffer.alloc(length);
  let state = seed;
  for (let index = 0; index < length; index += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    made[index] = state >>> 24;
  }
  return made;
}
