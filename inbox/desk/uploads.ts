import type { Content } from "../../protocol/content.ts";
import type { Upload } from "../upload.ts";

interface Held {
  readonly file: File;
  readonly abort: AbortController;
  /** What has gone out, in percent; undefined before the first attempt. */
  percent: number | undefined;
}

/** The files of replies that the server does not have yet. They are gone with the page. */
export class Uploads {
  readonly #upload: Upload;
  readonly #changed: () => void;
  readonly #held = new Map<string, Held>();

  constructor(upload: Upload, changed: () => void) {
    this.#upload = upload;
    this.#changed = changed;
  }

  hold(id: string, file: File): void {
    this.#held.set(id, { file, abort: new AbortController(), percent: undefined });
  }

  /** What of the reply is still here. */
  get(id: string): { readonly file: File; readonly percent: number | undefined } | undefined {
    return this.#held.get(id);
  }

  /** Gives what a message says that shows the file. Rejects with CallFailed. */
  async send(id: string): Promise<Content> {
    const held = this.#held.get(id);
    if (held === undefined) throw new Error("there is no such file");
    this.#advance(held, 0);
    const { signal } = held.abort;
    const content = await this.#upload(held.file, {
      signal,
      onProgress: (share) => this.#advance(held, share),
    });
    this.#held.delete(id);
    return content;
  }

  drop(id: string): void {
    this.#held.get(id)?.abort.abort();
    this.#held.delete(id);
  }

  stop(): void {
    for (const { abort } of this.#held.values()) abort.abort();
  }

  #advance(held: Held, share: number): void {
    const percent = Math.floor(share * 100);
    if (percent === held.percent) return;
    held.percent = percent;
    this.#changed();
  }
}
