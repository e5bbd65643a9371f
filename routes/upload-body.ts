/** A body that is taken as it comes. */
import { ParleyError } from "../errors.ts";

/**
 * The request's body as long as its client sends it and nobody has had enough of waiting. That takes minutes: who
 * it is counts when all of it is here, as for every other request.
 */
export async function* bodyUntil(
  { body }: Request,
  until: AbortSignal,
  stopping: AbortSignal,
  mayStill: () => Promise<unknown>,
): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  if (reader === undefined) return;
  const cancel = (): void => void reader.cancel().catch(() => undefined);
  until.addEventListener("abort", cancel);
  try {
    for (;;) {
      const { done, value } = await read(reader);
      if (until.aborted) throw abandoned(stopping.aborted);
      if (done) {
        await mayStill();
        return;
      }
      yield value;
    }
  } finally {
    until.removeEventListener("abort", cancel);
    // What is not read is not waited for.
    cancel();
  }
}

type Read = Awaited<ReturnType<ReadableStreamDefaultReader<Uint8Array>["read"]>>;

async function read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Read> {
  try {
    return await reader.read();
  } catch {
    throw new ParleyError("invalid_request", "the file broke off");
  }
}

function abandoned(isStopping: boolean): ParleyError {
  return isStopping
    ? new ParleyError("shutting_down", "the server is stopping")
    : new ParleyError("invalid_request", "the file took too long");
}
