/**
 * What had the focus may be gone by what it has done: a screen reader goes on at `to`, or else at the page's
 * heading. To be called when the page will be drawn anew.
 */
export function keepFocus(to?: HTMLElement | null): void {
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return;
    const heading = document.querySelector<HTMLElement>("main h2[tabindex]");
    (to ?? heading)?.focus({ preventScroll: true });
  });
}
