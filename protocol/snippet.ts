/** What a person pastes into their site's pages: the chat plugin's own spelling. */

export interface SnippetOptions {
  /** A UUID. */
  readonly channelId: string;
  /** The server, `https://chat.example.org`. */
  readonly host: string;
}

export function snippet({ channelId, host }: SnippetOptions): string {
  return `<script>
  (function (w, d, s, n) {
    w[n] = w[n] || {};
    w[n].cid = ${JSON.stringify(channelId)};
    w[n].h = ${JSON.stringify(host)};
    var f = d.getElementsByTagName(s)[0],
      j = d.createElement(s);
    j.async = true;
    j.src = w[n].h + "/s.js";
    f.parentNode.insertBefore(j, f);
  })(window, document, "script", "airy");
</script>`;
}
