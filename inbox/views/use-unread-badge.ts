import { useEffect } from "preact/hooks";
import { badgedIcon } from "../favicon.ts";
import { labels } from "../labels.ts";

/** Says in the tab, and on the icon of an installed app, how many conversations have something unread. */
export function useUnreadBadge(unread: number): void {
  useEffect(() => {
    show(unread);
    return () => show(0);
  }, [unread]);
}

const PLAIN = "/inbox/icon.svg";

function show(unread: number): void {
  document.title = labels.title(unread);
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (icon !== null) icon.href = unread === 0 ? PLAIN : badgedIcon(unread);
  // Refused where the page is not installed, absent where the browser has none.
  const badge = unread === 0 ? navigator.clearAppBadge?.() : navigator.setAppBadge?.(unread);
  badge?.catch(() => undefined);
}
