/** Waiting for what a server does by itself, where it tells nobody: it is asked again and again, without a clock. */

/** Looks until it is so. Between two looks the server has turns of its own to get there. */
export async function untilSo(
  { url }: { readonly url: string },
  isSo: () => boolean,
): Promise<void> {
  while (!isSo()) await fetch(`${url}/healthz`);
}
