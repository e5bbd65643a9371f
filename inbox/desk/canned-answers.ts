/** The answers that the team has written beforehand. No queue tells of them: they are asked for when they are needed. */
import type { CannedAnswer } from "../../protocol/canned-answers.ts";
import { CallFailed, type Call } from "../api.ts";

export class CannedAnswers {
  /** Undefined until they are here. By shortcut. */
  all: readonly CannedAnswer[] | undefined;
  readonly #call: Call;
  readonly #changed: () => void;
  #loading = false;

  constructor(call: Call, changed: () => void) {
    this.#call = call;
    this.#changed = changed;
  }

  /** What there is stays until the answer is here, also when it never comes. */
  async refresh(): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    try {
      await this.load();
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
    } finally {
      this.#loading = false;
    }
  }

  /** Rejects with CallFailed. */
  async load(): Promise<readonly CannedAnswer[]> {
    this.all = (await this.#call("/answers.list", {})).data;
    this.#changed();
    return this.all;
  }

  /** One without an id is a new one. Rejects with CallFailed. */
  async save(id: string | undefined, shortcut: string, text: string): Promise<void> {
    if (id === undefined) await this.#call("/answers.create", { shortcut, text });
    else await this.#call("/answers.update", { id, shortcut, text });
    await this.refresh();
  }

  /** Rejects with CallFailed. */
  async remove(id: string): Promise<void> {
    await this.#call("/answers.remove", { id });
    await this.refresh();
  }
}
