/** The chat plugin's calls, as the widget makes them: they never throw, they answer. */
import type { Authenticated, WidgetConfig } from "../protocol/chatplugin.ts";
import type { Content } from "../protocol/content.ts";
import type { Message } from "../protocol/message.ts";

export interface Failure {
  readonly ok: false;
  /** The HTTP status; 0 when there was no answer, or none that could be read. */
  readonly status: number;
  /** A word of the server's error codes, or "". */
  readonly code: string;
  /** Seconds, 0 when the server did not ask for a pause. */
  readonly retryAfter: number;
}

export type Answer<T> =
  | {
      readonly ok: true;
      readonly value: T;
      /** The history that the answer's offsets belong to. */
      readonly history: string | undefined;
    }
  | Failure;

export interface Api {
  /** Goes on with the conversation of `resumeToken`, or begins a new one. */
  authenticate(resumeToken: string | undefined): Promise<Answer<Authenticated>>;
  resumeToken(token: string): Promise<Answer<{ readonly resume_token: string }>>;
  send(token: string, id: string, content: Content): Promise<Answer<Message>>;
  /** Gives the content of a message that shows the file. */
  upload(token: string, file: File): Promise<Answer<Content>>;
  /** What is behind an offset; the server may wait for it, so many seconds. */
  messages(token: string, query: After, signal: AbortSignal): Promise<Answer<Messages>>;
  /** With the labels of that language, or the nearest one there is. */
  config(language: string): Promise<Answer<WidgetConfig>>;
}

export interface After {
  readonly after: number;
  readonly history: string | undefined;
  readonly wait: number;
}

interface Messages {
  readonly messages: readonly Message[];
}

/** A server that has not answered by then counts as not there. Milliseconds. */
const TIMEOUT = 20_000;
const POLL_TIMEOUT = 40_000;
const UPLOAD_TIMEOUT = 900_000;

/** @param fetch the page's, taken once so that a page which replaces it later changes nothing */
export function createApi(server: string, channelId: string, fetch: typeof window.fetch): Api {
  async function call<T>(
    path: string,
    init: RequestInit,
    timeout = TIMEOUT,
    signal?: AbortSignal,
  ): Promise<Answer<T>> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), timeout);
    signal?.addEventListener("abort", () => abort.abort());
    try {
      const response = await fetch(server + path, {
        ...init,
        credentials: "omit",
        signal: abort.signal,
      });
      const { status, headers } = response;
      const body = await response.json().catch(() => undefined);
      if (response.ok && body) {
        return { ok: true, value: body, history: headers.get("Parley-History") ?? undefined };
      }
      return {
        ok: false,
        status: response.ok ? 0 : status,
        code: String(body?.code ?? ""),
        retryAfter: Number(headers.get("Retry-After")) || 0,
      };
    } catch {
      return { ok: false, status: 0, code: "", retryAfter: 0 };
    } finally {
      clearTimeout(timer);
    }
  }

  function post<T>(
    name: string,
    body: unknown,
    token?: string,
    timeout?: number,
    signal?: AbortSignal,
  ): Promise<Answer<T>> {
    const init = {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        ...(token && { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    };
    return call(`/chatplugin.${name}`, init, timeout, signal);
  }

  return {
    authenticate: (resumeToken) =>
      post("authenticate", resumeToken ? { resume_token: resumeToken } : { channel_id: channelId }),
    resumeToken: (token) => post("resumeToken", {}, token),
    send: (token, id, content) => post("send", { id, message: content }, token),
    upload: (token, file) =>
      call(
        `/chatplugin.upload?${new URLSearchParams({ name: file.name })}`,
        { method: "POST", headers: { Authorization: `Bearer ${token}` }, body: file },
        UPLOAD_TIMEOUT,
      ),
    messages: (token, query, signal) => post("messages", query, token, POLL_TIMEOUT, signal),
    config: (language) =>
      call(`/chatplugin.config?${new URLSearchParams({ channel_id: channelId, language })}`, {}),
  };
}

/** It may work later: no answer, no valid token, too many, or a server in trouble. */
export function isTemporary({ status }: Failure): boolean {
  return status === 0 || status === 401 || status === 408 || status === 429 || status >= 500;
}
