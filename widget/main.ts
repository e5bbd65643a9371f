/** s.js: finds out where it is and what the page wants, and puts one widget on it. */
import { createListeners, takeCalls, type PageApi, type PageCall } from "./page-api.ts";
import { readSettings } from "./settings.ts";
import { HOST_TAG, mountWidget, storageKey } from "./widget.tsx";

const script = document.currentScript as HTMLScriptElement | null;
const page = window as { airy?: { q?: unknown } };
const settings = readSettings(page.airy, script?.src, location.href);
const { on, emit } = createListeners();

function mount(): void {
  // The script may have been loaded twice.
  if (settings === undefined || document.querySelector(HOST_TAG)) return;
  try {
    const widget = mountWidget(settings, script?.nonce, emit);
    const api: PageApi = { ...widget, on, logout };
    page.airy = Object.assign(page.airy ?? {}, api);
    takeCalls(page.airy, ([name, ...values]: PageCall) => {
      (api[name] as (...given: unknown[]) => void)(...values);
    });
  } catch (error) {
    // A page goes on without its chat.
    console.error(error);
  }

  function logout(): void {
    (page.airy as PageApi).destroy();
    try {
      if (settings !== undefined) window.localStorage.removeItem(storageKey(settings));
    } catch {
      // Then there was nothing to forget.
    }
    mount();
  }
}

if (settings === undefined) console.error("Parley: window.airy.cid does not name a channel.");
else if (document.body) mount();
else document.addEventListener("DOMContentLoaded", mount, { once: true });
