/** What the settings show of a channel's chat: the real script on a page that stands in for a site. */

export interface PreviewPageOptions {
  /** A UUID. */
  readonly channelId: string;
  /** Of the inline script and style, as in the answer's content security policy. */
  readonly nonce: string;
}

/** Only the server's own pages may frame it: what it shows it is told by the page around it. */
export function previewPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    "img-src 'self' data: https:",
    "media-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join("; ");
}

export function previewPage({ channelId, nonce }: PreviewPageOptions): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>Preview</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<div class="page" aria-hidden="true"><b></b><i></i><i></i><i class="short"></i><div><s></s><s></s><s></s></div><i></i><i class="short"></i></div>
<script nonce="${nonce}">
(function () {
  var isClosed = false;
  var script;
  function withState(config) {
    return Object.assign({}, config, { bubbleState: isClosed ? "minimized" : "expanded" });
  }
  addEventListener("message", function (event) {
    if (event.origin !== location.origin || event.source !== parent) return;
    var config = withState(event.data.config);
    if (script) return void window.airy.q.push(["configure", config]);
    window.airy = { cid: ${JSON.stringify(channelId)}, config: config, q: [
      ["on", "close", function () { isClosed = true; }],
      ["on", "open", function () { isClosed = false; }],
    ] };
    script = document.createElement("script");
    script.nonce = ${JSON.stringify(nonce)};
    script.src = "/s.js";
    document.head.appendChild(script);
  });
  parent.postMessage("ready", location.origin);
})();
</script>
</body>
</html>
`;
}

const STYLE = `
:root { color-scheme: light dark; --ground: #fff; --bone: #eceef3 }
@media (prefers-color-scheme: dark) { :root { --ground: #12141a; --bone: #23272f } }
body { margin: 0; background: var(--ground) }
.page { max-width: 720px; margin: 0 auto; padding: 32px 28px }
.page > *, s { display: block; border-radius: 6px; background: var(--bone) }
b { width: 45%; height: 26px; margin-bottom: 24px }
i { height: 12px; margin-bottom: 12px }
.short { width: 62% }
.page > div { display: grid; grid-template-columns: repeat(3, 1fr); gap: 14px; margin: 26px 0; background: none }
s { height: 96px }
`;
