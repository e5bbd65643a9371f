export const examplePageStyle = `
:root { --ground: #f7f7fb; --card: #fff; --text: #1a1d27; --mute: #5d6475; --line: #e3e5ee; --accent: #3548c8; --soft: #eef0f8 }
@media (prefers-color-scheme: dark) {
  :root { --ground: #101218; --card: #191c25; --text: #eceef5; --mute: #a2a9bb; --line: #2c3040; --accent: #a3b1ff; --soft: #11131a }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--text); font: 17px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif }
header, main, footer { max-width: 960px; margin: 0 auto; padding: 0 24px }
header { display: flex; justify-content: space-between; align-items: center; padding-block: 20px }
.brand { margin: 0; font-weight: 700 }
.brand span { margin-inline-start: 6px; color: var(--mute); font-weight: 400 }
a { color: var(--accent); text-underline-offset: 3px }
.lead { max-width: 640px; margin-block: 56px 40px }
h1 { margin: 0 0 16px; font-size: clamp(34px, 6vw, 54px); letter-spacing: -.02em; line-height: 1.1 }
.lead p { margin: 0; color: var(--mute); font-size: 20px }
h2 { margin: 0 0 6px; font-size: 18px }
.steps { display: grid; grid-template-columns: repeat(auto-fit, minmax(240px, 1fr)); gap: 16px; margin: 0; padding: 0; list-style: none; counter-reset: step }
.steps li, .card { padding: 24px; border: 1px solid var(--line); border-radius: 16px; background: var(--card) }
.steps li::before { counter-increment: step; content: counter(step); display: block; margin-block-end: 10px; color: var(--accent); font-weight: 700 }
.steps p, .card p { margin: 0; color: var(--mute) }
.card { margin-block: 16px 48px }
pre { margin: 16px 0; padding: 16px; overflow: auto; border-radius: 10px; background: var(--soft); font-size: 14px; line-height: 1.5 }
code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace }
p code { padding: 1px 5px; border-radius: 5px; background: var(--soft); font-size: .9em }
button { padding: 9px 16px; border: 1px solid var(--line); border-radius: 10px; background: var(--card); color: var(--text); font: inherit; font-size: 15px; font-weight: 600; cursor: pointer }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
footer { padding-block: 0 96px; color: var(--mute); font-size: 14px }
@media (max-width: 480px) { .lead { margin-block: 24px 32px } .lead p { font-size: 18px } }
`;
