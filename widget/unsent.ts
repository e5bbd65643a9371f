/** A message of the outbox, from one state to the next: pure, but for the one request. */
import type { Content } from "../protocol/content.ts";
import type { Message } from "../protocol/message.ts";
import { isTemporary, type Api, type Failure } from "./api.ts";
import { LOST, type Unsent } from "./storage.ts";

/** The largest file that the server takes. */
export const FILE_BYTES = 10 * 1024 * 1024;

/** Refuses a file that the server would refuse, before any of it has gone out. */
export function checked(unsent: Unsent): Unsent {
  const isTooLarge = (unsent.file?.size ?? 0) > FILE_BYTES;
  return isTooLarge ? { ...unsent, refused: "payload_too_large" } : unsent;
}

/** What is shown of a file until the server has it: it has no address yet. */
export function withFile(
  file: File,
  hides: readonly string[],
): Pick<Unsent, "content" | "file" | "refused"> {
  const { name, size, type } = file;
  const content = { type: "file", url: "", name, size } as const;
  const kind = type.startsWith("image") ? "Images" : type.startsWith("video") ? "Videos" : "Files";
  return hides.includes(kind) ? { content, refused: LOST } : { content, file };
}

/** A refused one, to be tried again. */
export function anew({ refused, ...unsent }: Unsent, createId: () => string): Unsent {
  // The id belongs to another message, so this one will never be stored under it.
  return refused === "message_id_conflict" ? { ...unsent, id: createId() } : unsent;
}

/** Puts it in the place of what it was. */
export function replacing(changed: Unsent): (outbox: readonly Unsent[]) => readonly Unsent[] {
  return (outbox) => outbox.map((one) => (one.id === changed.id ? changed : one));
}

/** What is left of it when the page goes: of a file, that it was not sent. */
export function withoutFile({ file, ...unsent }: Unsent): Unsent {
  return file ? { ...unsent, refused: LOST } : unsent;
}

export interface Outcome {
  /** It is stored. */
  readonly message?: Message;
  /** Its file is uploaded, so that it can be sent; or it is refused. */
  readonly changed?: Unsent;
  /** What stands in the way for now, or for good: `channel_not_found`. */
  readonly failure?: Failure;
}

/** Takes it one step further. */
export async function deliver(api: Api, token: string, unsent: Unsent): Promise<Outcome> {
  const { file, ...rest } = unsent;
  const answer = file
    ? await api.upload(token, file)
    : await api.send(token, unsent.id, unsent.content);
  if (!answer.ok) {
    return isTemporary(answer) || answer.code === "channel_not_found"
      ? { failure: answer }
      : { changed: { ...unsent, refused: answer.code || String(answer.status) } };
  }
  return file
    ? { changed: { ...rest, content: answer.value as Content } }
    : { message: answer.value as Message };
}
