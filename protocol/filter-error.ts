/** Why a filter cannot be understood, in words for whoever typed it. */
export class FilterError extends Error {
  override readonly name = "FilterError";

  /** `index`: where in the text, in UTF-16 units; people are told the number of the character. */
  constructor(problem: string, text: string, index: number) {
    super(`${problem} at character ${Array.from(text.slice(0, index)).length + 1}`);
  }
}
