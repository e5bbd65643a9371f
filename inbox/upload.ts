/** Files on their way to the server. XMLHttpRequest, because fetch does not tell how far it is. */
import type { UploadedFile } from "../protocol/files.ts";
import { CallFailed } from "./api.ts";

/** The largest file in bytes that the server takes. */
export const FILE_BYTES = 10 * 1024 * 1024;

export interface UploadOptions {
  readonly signal: AbortSignal;
  /** Hears the share that has gone out, from 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/** Rejects with CallFailed and with nothing else, also when it is aborted. */
export type Upload = (file: File, options: UploadOptions) => Promise<UploadedFile>;

export interface UploadDeps {
  readonly token: () => string;
  readonly onUnauthorized: (token: string) => void;
}

/** As long as the server gives it. */
const TIMEOUT = 900_000;

export function createUpload({ token, onUnauthorized }: UploadDeps): Upload {
  return (file, { signal, onProgress }) =>
    new Promise((resolve, reject) => {
      const usedToken = token();
      const request = new XMLHttpRequest();
      const fail = (): void => reject(new CallFailed(0));
      request.open("POST", `/messages.upload?${new URLSearchParams({ name: file.name })}`);
      request.setRequestHeader("Authorization", `Bearer ${usedToken}`);
      request.timeout = TIMEOUT;
      request.upload.addEventListener("progress", ({ loaded, total }) => {
        if (total > 0) onProgress(loaded / total);
      });
      for (const type of ["error", "abort", "timeout"] as const) {
        request.addEventListener(type, fail);
      }
      request.addEventListener("load", () => {
        const { status } = request;
        const answer = parse(request.responseText);
        if (status === 401) onUnauthorized(usedToken);
        if (status >= 200 && status < 300 && answer !== undefined) return resolve(answer);
        const seconds = Number(request.getResponseHeader("Retry-After") ?? 0);
        const pause = Number.isFinite(seconds) ? seconds * 1_000 : 0;
        reject(new CallFailed(answer === undefined && status < 400 ? 0 : status, answer, pause));
      });
      signal.addEventListener("abort", () => request.abort());
      if (signal.aborted) return fail();
      request.send(file);
    });
}

// oxlint-disable-next-line typescript/no-explicit-any -- the server's own answer
function parse(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
