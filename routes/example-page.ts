/** The page to try the widget on: `/example.html?channel_id=…`. */
import { snippet } from "../protocol/snippet.ts";
import { examplePageStyle } from "./example-page-style.ts";

export interface ExamplePageOptions {
  /** "" when none was given, or none that can be one. */
  readonly channelId: string;
  /** The inline script's, as in the answer's content security policy. */
  readonly nonce: string;
}

export function examplePage({ channelId, nonce }: ExamplePageOptions): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>Parley’s example page</title>
<link rel="icon" href="data:,">
<style>${examplePageStyle}</style>
</head>
<body>
<header>
  <p class="brand">Parley <span>example page</span></p>
  <nav aria-label="Parley"><a href="/inbox" target="_blank" rel="noopener">Open the inbox</a></nav>
</header>
<main>
${channelId === "" ? WITHOUT_CHANNEL : WITH_CHANNEL}
</main>
<footer>Served by your own Parley. This page reaches no other host.</footer>
${channelId === "" ? "" : scripts(channelId, nonce)}</body>
</html>
`;
}

const WITH_CHANNEL = `  <section class="lead">
    <h1>Say hello to yourself.</h1>
    <p>This page stands in for your website. The round button in the corner is the chat that your
    visitors will see.</p>
  </section>
  <ol class="steps">
    <li><h2>Write as a visitor</h2><p>Open the chat in the corner and send a message.</p></li>
    <li><h2>Answer as yourself</h2><p>Open the <a href="/inbox" target="_blank" rel="noopener">inbox</a>
    in another tab, and reply. The answer appears here at once.</p></li>
    <li><h2>Break it</h2><p>Reload this page, go offline, restart the server: the conversation goes on.</p></li>
  </ol>
  <section class="card">
    <h2 id="snippet-title">Put it on your own site</h2>
    <p>Paste this before <code>&lt;/body&gt;</code> of any page:</p>
    <pre tabindex="0" dir="ltr" role="group" aria-labelledby="snippet-title"><code id="snippet"></code></pre>
    <button id="copy" type="button">Copy the snippet</button>
  </section>`;

const WITHOUT_CHANNEL = `  <section class="lead">
    <h1>Which channel?</h1>
    <p>This page shows the chat of one channel, and its address names none. Start Parley with
    <code>parley --seed-channel</code>: it connects a channel and prints the address of this page,
    with <code>?channel_id=…</code> at its end.</p>
  </section>`;

/**
 * The first script does what the snippet does, and hands its nonce on. The second shows the snippet itself
 * with the address filled in: only the browser knows under which name the server was reached.
 */
function scripts(channelId: string, nonce: string): string {
  const id = scriptString(channelId);
  const text = scriptString(snippet({ channelId, host: "HOST" }));
  return `<script nonce="${escapeAttribute(nonce)}">
window.airy = { cid: ${id}, h: location.origin };
(function () {
  var script = document.createElement("script");
  script.async = true;
  script.nonce = document.currentScript.nonce;
  script.src = window.airy.h + "/s.js";
  document.head.appendChild(script);
})();
</script>
<script nonce="${escapeAttribute(nonce)}">
(function () {
  var code = document.getElementById("snippet");
  var button = document.getElementById("copy");
  code.textContent = ${text}.replace("HOST", location.origin);
  button.hidden = !navigator.clipboard;
  button.onclick = function () {
    navigator.clipboard.writeText(code.textContent).then(function () {
      button.textContent = "Copied";
      setTimeout(function () { button.textContent = "Copy the snippet"; }, 2000);
    });
  };
})();
</script>
`;
}

/** A string literal that ends neither itself nor the script element around it. */
function scriptString(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function escapeAttribute(text: string): string {
  return text.replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
