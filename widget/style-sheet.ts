/**
 * A constructed style sheet needs no leave from a page's content security policy; where there are none, a
 * style element with the script's own nonce does it.
 */
export function addStyle(shadow: ShadowRoot, css: string, nonce: string | undefined): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
  } catch {
    const style = document.createElement("style");
    if (nonce) style.nonce = nonce;
    style.textContent = css;
    shadow.append(style);
  }
}
