/** One step of what is owed to the server: the next thing of it, with a token that is good. */
import type { Failure } from "./api.ts";
import type { Step } from "./retry-loop.ts";

/** Gives what stands in the way for now. */
export type Job = (token: string) => Promise<Failure | undefined>;

export interface SendingDeps {
  /** Undefined: not now. */
  readonly token: () => Promise<string | undefined>;
  /** Undefined: nothing is owed, or nothing may be sent any more. */
  readonly next: () => Job | undefined;
  readonly onDone: () => void;
  readonly onFailed: (failure: Failure, token: string) => void;
}

export function sendingStep(deps: SendingDeps): () => Promise<Step> {
  return async () => {
    if (!deps.next()) return "done";
    const token = await deps.token();
    const job = deps.next();
    if (!job) return "done";
    if (token === undefined) return "failed";
    const failure = await job(token);
    if (failure) deps.onFailed(failure, token);
    else deps.onDone();
    return failure ? (deps.next() ? "failed" : "done") : "again";
  };
}
