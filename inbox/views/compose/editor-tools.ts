import type { RichProblem } from "../../desk/rich-draft.ts";
import type { Upload } from "../../upload.ts";

/** What the parts of a message's form work with. */
export interface EditorTools {
  /** What is wrong, by the place; empty until it was tried to send. */
  readonly problems: ReadonlyMap<string, RichProblem>;
  readonly newKey: () => string;
  readonly upload: Upload;
}

export const NO_PROBLEMS: EditorTools["problems"] = new Map();
