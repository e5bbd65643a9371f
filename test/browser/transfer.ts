/** Files that a person gives to a page. */
import type { Locator, Page } from "playwright-core";

export interface Given {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** Gives files to the page as a drop or the clipboard does. */
export async function transfer(
  page: Page,
  target: Locator,
  type: string,
  files: readonly Given[],
): Promise<void> {
  const given = files.map(({ name, mimeType, buffer }) => [name, mimeType, [...buffer]] as const);
  const data = await page.evaluateHandle((all) => {
    const transferred = new DataTransfer();
    for (const [name, mime, bytes] of all) {
      transferred.items.add(new File([Uint8Array.from(bytes)], name, { type: mime }));
    }
    return transferred;
  }, given);
  const name = type === "paste" ? "clipboardData" : "dataTransfer";
  await target.evaluate(
    (element, [event, field, value]) => {
      const Event = event === "paste" ? ClipboardEvent : DragEvent;
      const init = { [field as string]: value, bubbles: true, cancelable: true };
      element.dispatchEvent(new Event(event, init));
    },
    [type, name, data] as const,
  );
}
