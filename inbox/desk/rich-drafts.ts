import type { Store } from "../store.ts";
import type { Upload } from "../upload.ts";
import { emptyDraft, isBlank, type RichDraft, type RichKind } from "./rich-draft.ts";

export interface RichDraftsDeps {
  readonly store: Store;
  readonly owner: string;
  readonly newId: () => string;
  readonly upload: Upload;
  readonly changed: () => void;
}

/** Messages with buttons and cards that are being put together: one of each kind in a conversation. */
export class RichDrafts {
  /** For the pictures of cards. */
  readonly upload: Upload;
  readonly newKey: () => string;
  readonly #deps: RichDraftsDeps;
  #open: { readonly conversationId: string; readonly kind: RichKind } | undefined;

  constructor(deps: RichDraftsDeps) {
    this.#deps = deps;
    this.upload = deps.upload;
    this.newKey = deps.newId;
  }

  /** The kind whose form is open in that conversation. */
  openIn(conversationId: string): RichKind | undefined {
    return this.#open?.conversationId === conversationId ? this.#open.kind : undefined;
  }

  open(conversationId: string, kind: RichKind): void {
    this.#open = { conversationId, kind };
    this.#deps.changed();
  }

  close(): void {
    this.#open = undefined;
    this.#deps.changed();
  }

  /** Something was begun and not sent. */
  has(conversationId: string, kind: RichKind): boolean {
    return this.#deps.store.get(this.#key(conversationId, kind)) !== undefined;
  }

  get(conversationId: string, kind: RichKind): RichDraft {
    const stored = this.#deps.store.get(this.#key(conversationId, kind));
    return (stored && parse(stored, kind)) || emptyDraft(kind, this.newKey);
  }

  set(conversationId: string, draft: RichDraft): void {
    const key = this.#key(conversationId, draft.kind);
    if (isBlank(draft)) this.#deps.store.remove(key);
    else this.#deps.store.set(key, JSON.stringify(draft));
  }

  remove(conversationId: string, kind: RichKind): void {
    this.#deps.store.remove(this.#key(conversationId, kind));
  }

  #key(conversationId: string, kind: RichKind): string {
    return `parley.rich.${this.#deps.owner}.${conversationId}.${kind}`;
  }
}

function parse(stored: string, kind: RichKind): RichDraft | undefined {
  try {
    const draft = JSON.parse(stored) as RichDraft;
    return draft.kind === kind ? draft : undefined;
  } catch {
    return undefined;
  }
}
