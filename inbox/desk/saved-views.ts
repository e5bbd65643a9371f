/** The views that there are for this operator. No queue tells of them: they are asked for when somebody looks. */
import type { SavedView } from "../../protocol/saved-views.ts";
import { CallFailed, type Call, type NewView } from "../api.ts";

export class SavedViews {
  /** By name. */
  all: readonly SavedView[] = [];
  state: "unknown" | "loading" | "ready" | "failed" = "unknown";
  readonly #call: Call;
  readonly #changed: () => void;

  constructor(call: Call, changed: () => void) {
    this.#call = call;
    this.#changed = changed;
  }

  get(id: string | undefined): SavedView | undefined {
    return this.all.find((view) => view.id === id);
  }

  async load(): Promise<void> {
    if (this.state === "loading") return;
    const before = this.state;
    this.state = "loading";
    try {
      this.all = (await this.#call("/views.list", {})).data;
      this.state = "ready";
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      this.state = before === "ready" ? "ready" : "failed";
    }
    this.#changed();
  }

  /** Gives its id. Rejects with CallFailed. */
  async create(view: NewView): Promise<string> {
    const { id } = await this.#call("/views.create", view);
    this.#put({ ...view, id, editable: true });
    return id;
  }

  /** Rejects with CallFailed. */
  async update(view: SavedView): Promise<void> {
    const { id, name, filters, shared } = view;
    await this.#call("/views.update", { id, name, filters, shared });
    this.#put(view);
  }

  /** Rejects with CallFailed. */
  async remove(id: string): Promise<void> {
    await this.#call("/views.remove", { id });
    this.all = this.all.filter((view) => view.id !== id);
    this.#changed();
  }

  #put(view: SavedView): void {
    const others = this.all.filter(({ id }) => id !== view.id);
    this.all = [...others, view].toSorted((a, b) => a.name.localeCompare(b.name));
    this.#changed();
  }
}
