/** The tags that there are. No queue tells of them: they are asked for again when they may have changed. */
import type { Tag, TagColor } from "../../protocol/tags.ts";
import { CallFailed, type Call } from "../api.ts";

export class Tags {
  /** By name. */
  all: readonly Tag[] = [];
  readonly #call: Call;
  readonly #changed: () => void;
  #loading = false;
  /** Ids that no answer has named. */
  readonly #unknown = new Set<string>();

  constructor(call: Call, changed: () => void) {
    this.#call = call;
    this.#changed = changed;
  }

  /** Those that are known; one that is not makes the list load again, once. */
  of(ids: readonly string[]): readonly Tag[] {
    return ids.flatMap((id) => this.all.find((tag) => tag.id === id) ?? []);
  }

  /** Ids that a conversation names. */
  expect(ids: readonly string[]): void {
    const fresh = ids.filter((id) => !this.#unknown.has(id) && this.of([id]).length === 0);
    if (fresh.length === 0 || this.#loading) return;
    for (const id of fresh) this.#unknown.add(id);
    void this.load();
  }

  async load(): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    try {
      const { tags } = await this.#call("/tags.list", {});
      this.all = tags.toSorted((a, b) => a.name.localeCompare(b.name));
      for (const { id } of tags) this.#unknown.delete(id);
      this.#changed();
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
    } finally {
      this.#loading = false;
    }
  }

  /** Gives its id. Rejects with CallFailed. */
  async create(name: string, color: TagColor): Promise<string> {
    const { id } = await this.#call("/tags.create", { name, color });
    await this.load();
    return id;
  }
}
