/**
 * The way into the conversation: a resume token, which lasts for months, and a visitor's token, which
 * lasts for a day and is got with the other one, or begins a new conversation without it.
 */
import type { Authenticated } from "../protocol/chatplugin.ts";
import { isTemporary, type Answer, type Api, type Failure } from "./api.ts";
import type { Saved } from "./storage.ts";

export interface AccessDeps {
  readonly api: Api;
  /** False while the server does not want to be called. */
  readonly mayCall: () => boolean;
  readonly onEntered: (answer: Answer<Authenticated> & { ok: true }, isResumed: boolean) => void;
  /** It may work later. */
  readonly onFailed: (failure: Failure) => void;
  /** The channel lets nobody in any more. */
  readonly onClosed: () => void;
}

export class Access {
  readonly #deps: AccessDeps;
  #resumeToken: string | undefined;
  #token: string | undefined;
  #entering: Promise<string | undefined> | undefined;

  constructor(deps: AccessDeps, { resumeToken, token }: Saved) {
    this.#deps = deps;
    this.#resumeToken = resumeToken;
    this.#token = resumeToken ? undefined : token;
  }

  get isLasting(): boolean {
    return this.#resumeToken !== undefined;
  }

  /** What has to be saved to come back: the visitor's token only as long as there is no better one. */
  get saved(): Pick<Saved, "resumeToken" | "token"> {
    const resumeToken = this.#resumeToken;
    return { resumeToken, token: resumeToken ? undefined : this.#token };
  }

  /** A visitor's token; undefined: not now. Whoever asks meanwhile shares one attempt. */
  async token(): Promise<string | undefined> {
    if (this.#token) return this.#token;
    this.#entering ??= this.#enter().finally(() => {
      this.#entering = undefined;
    });
    return this.#entering;
  }

  /** That token is not good any more; without an argument, none is. */
  dropToken(token = this.#token): void {
    if (token === this.#token) this.#token = undefined;
  }

  /** Goes on in the conversation of that resume token. */
  resume(resumeToken: string): void {
    this.#resumeToken = resumeToken;
    this.#token = undefined;
  }

  /** Makes a visitor's token last. Gives what stands in the way. */
  async keep(token: string): Promise<Failure | undefined> {
    const answer = await this.#deps.api.resumeToken(token);
    if (!answer.ok) return answer;
    if (this.#token === token) this.#resumeToken = answer.value.resume_token;
    return undefined;
  }

  async #enter(): Promise<string | undefined> {
    const { api, mayCall, onEntered, onFailed, onClosed } = this.#deps;
    if (!mayCall()) return undefined;
    const resumeToken = this.#resumeToken;
    const answer = await api.authenticate(resumeToken);
    if (answer.ok) {
      this.#token = answer.value.token;
      onEntered(answer, resumeToken !== undefined);
      return this.#token;
    }
    const isRefused = answer.status === 401 || !isTemporary(answer);
    if (isRefused && resumeToken && answer.code !== "channel_not_found") {
      this.#resumeToken = undefined;
      return this.#enter();
    }
    if (isRefused) onClosed();
    else onFailed(answer);
    return undefined;
  }
}
