/** What happens around the widget: keys, the network, other tabs, the looking away, the turning of a phone. */

/** Where the panel is the whole screen. */
export const PHONE = matchMedia("(max-width: 480px)");

export interface PageHandlers {
  readonly onEscape: () => void;
  readonly onOnline: () => void;
  /** Another tab has written to the storage. */
  readonly onSaved: (event: StorageEvent) => void;
  /** The visitor looks here again, or away. */
  readonly onLook: () => void;
  /** What is drawn may be another by now. */
  readonly onChange: () => void;
}

export function listenToPage(root: Element, signal: AbortSignal, handlers: PageHandlers): void {
  function on(target: EventTarget, types: string, heard: (event: never) => void): void {
    for (const type of types.split(" ")) {
      target.addEventListener(type, heard as EventListener, { signal });
    }
  }
  const { onEscape, onOnline, onSaved, onLook, onChange } = handlers;
  // To the page, every key comes from the host element: its shortcuts would take what is typed here.
  on(root, "keydown keypress keyup", (event: KeyboardEvent) => event.stopPropagation());
  on(root, "keydown", (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.isComposing) onEscape();
  });
  on(window, "online", onOnline);
  on(window, "online offline", onChange);
  on(window, "storage", onSaved);
  on(document, "visibilitychange", onLook);
  on(PHONE, "change", onChange);
}
