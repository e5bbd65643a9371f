/** What a person pastes into a page to have the chat on it. */

export interface SnippetOptions {
  readonly channelId: string;
  /** The server's URL without a slash at its end. */
  readonly host: string;
}

/**
 * The plugin's spelling. The script inherits the nonce of the tag it is pasted in, so that a page with a
 * content security policy needs nothing more than that.
 */
export function snippet({ channelId, host }: SnippetOptions): string {
  return `<script>\n${snippetScript(scriptString(channelId), scriptString(host))}\n</script>`;
}

/** The snippet without its tag; both parameters are JavaScript expressions. */
export function snippetScript(channelId: string, host: string): string {
  return `(function (w, d) {
  w.airy = w.airy || {};
  w.airy.cid = ${channelId};
  w.airy.h = ${host};
  var s = d.createElement("script");
  s.async = true;
  s.src = w.airy.h + "/s.js";
  s.nonce = (d.currentScript || s).nonce;
  d.head.appendChild(s);
})(window, document);`;
}

/** A string literal that ends neither itself nor the script element around it. */
export function scriptString(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
