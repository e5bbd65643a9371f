/** Black or white, whichever reads better on a colour (WCAG 2.2, "relative luminance"). */

/**
 * @param probe an element on the page; the browser works out the colour for it
 * @returns undefined when the browser knows no such colour
 */
export function textOn(probe: HTMLElement, color: string): string | undefined {
  if (!CSS.supports("color", color)) return undefined;
  probe.style.color = color;
  const [red = 0, green = 0, blue = 0] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(
    (part) => (Number(part) / 255) ** 2.2,
  );
  probe.style.color = "";
  // The luminance at which black and white have the same contrast.
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#1a1d27" : "#fff";
}
