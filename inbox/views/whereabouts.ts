import type { Page } from "../../protocol/live.ts";
import { labels } from "../labels.ts";

/** Where a visitor is now, in a line; undefined for one who is not here. */
export function whereabouts(isOnline: boolean, page: Page | undefined): string | undefined {
  if (!isOnline) return undefined;
  return page === undefined ? labels.presence.online : labels.presence.on(pageName(page));
}

/** What a page calls itself, or else its address without what only machines read. */
export function pageName({ url, title }: Page): string {
  if (title) return title;
  const address = URL.parse(url);
  return address === null ? url : address.host + address.pathname;
}
