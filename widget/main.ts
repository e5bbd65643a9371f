/** s.js: finds out where it is and what the page wants, and puts one widget on it. */
import { readSettings } from "./settings.ts";
import { HOST_TAG, mountWidget } from "./widget.tsx";

const script = document.currentScript as HTMLScriptElement | null;
const page = window as { airy?: object };
const settings = readSettings(page.airy, script?.src, location.href);

function mount(): void {
  // The script may have been loaded twice.
  if (settings === undefined || document.querySelector(HOST_TAG)) return;
  try {
    page.airy = Object.assign(page.airy ?? {}, mountWidget(settings, script?.nonce));
  } catch (error) {
    // A page goes on without its chat.
    console.error(error);
  }
}

if (settings === undefined) console.error("Parley: window.airy.cid does not name a channel.");
else if (document.body) mount();
else document.addEventListener("DOMContentLoaded", mount, { once: true });
