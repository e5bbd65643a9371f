/** The page's icon with the number of conversations that wait, as the tab shows it. */

const BUBBLE =
  "M5.5 2.5h13a4 4 0 0 1 4 4v7a4 4 0 0 1-4 4h-5.7l-5 4.1a.8.8 0 0 1-1.3-.6v-3.5h-1a4 4 0 0 1-4-4v-7a4 4 0 0 1 4-4Z";
const MOST = 99;

/** An address to show instead of the plain icon, for a count above 0. */
export function badgedIcon(count: number): string {
  const number = count > MOST ? `${MOST}+` : String(count);
  const size = number.length === 1 ? 13 : number.length === 2 ? 11 : 8.5;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">`,
    `<path fill="#3451c6" d="${BUBBLE}"/>`,
    `<circle cx="15.5" cy="15.5" r="8.5" fill="#d5281e" stroke="#fff"/>`,
    `<text x="15.5" y="15.8" fill="#fff" font-family="system-ui,sans-serif" font-weight="700"`,
    ` font-size="${size}" text-anchor="middle" dominant-baseline="central">${number}</text>`,
    `</svg>`,
  ].join("");
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
