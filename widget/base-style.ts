/**
 * The widget's ground. Between page and shadow tree the inner `!important` wins, so nothing that the
 * page says about the host element reaches it; only logical properties are used, so that the page's
 * direction is the widget's.
 */
export const baseStyle = `
:host {
  all: initial !important;
  position: fixed !important;
  inset-block-end: 0 !important;
  inset-inline-end: 0 !important;
  z-index: 2147483647 !important;
}
:where(:not(svg, path)) { all: unset; box-sizing: border-box }
.widget {
  --accent: #3548c8;
  --on-accent: #fff;
  --link: #3548c8;
  --ring: #3548c83d;
  --ground: #fff;
  --soft: #f1f3f8;
  --text: #1a1d27;
  --mute: #5d6475;
  --line: #e6e8ef;
  --edge: #8a91a3;
  --bad: #b42318;
  --shadow: 0 12px 40px #10142a2e, 0 2px 8px #10142a1f;
  --head: transparent;
  --on-head: var(--text);
  --on-head-mute: var(--mute);
  --own: var(--accent);
  --on-own: var(--on-accent);
  --other: var(--soft);
  --on-other: var(--text);
  color: var(--text);
  color-scheme: light;
  font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
@media (prefers-color-scheme: dark) {
  .widget {
    --accent: #4b5fe0;
    --link: #a3b1ff;
    --ring: #a3b1ff4d;
    --ground: #171922;
    --soft: #262a37;
    --text: #eceef5;
    --mute: #a2a9bb;
    --line: #2c3040;
    --edge: #6b7388;
    --bad: #ff9a90;
    --shadow: 0 12px 40px #0009, 0 2px 8px #0006;
    color-scheme: dark;
  }
}
button, a { cursor: pointer }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px }
svg { display: block; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
@keyframes rise { from { transform: translateY(16px) scale(.97) } }
@media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important } }
@media print { :host { display: none !important } }
`;
