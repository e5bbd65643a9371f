/** The sites that a channel may run on, a line each, as a person types them. */

/** `shop.example.org/contact` is `https://shop.example.org`; what is no address stays as it was typed. */
export function sitesIn(lines: string): readonly string[] {
  const sites = lines
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map(originOf);
  return [...new Set(sites)];
}

function originOf(typed: string): string {
  if (/\s/.test(typed)) return typed;
  try {
    const { origin } = new URL(/^https?:\/\//i.test(typed) ? typed : `https://${typed}`);
    return origin === "null" ? typed : origin;
  } catch {
    return typed;
  }
}
