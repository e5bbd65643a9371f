/** Rich text, cards, and what there is to choose. */
export const richStyle = `
.rich > * { display: block }
.rich > * + * { margin-block-start: 8px }
.rich strong, .words strong { font-weight: 600 }
.rich em { font-style: italic }
.rich ul, .rich ol { padding-inline-start: 22px; white-space: normal }
.rich ul { list-style: disc }
.rich ol { list-style: decimal }
.rich li { display: list-item; white-space: pre-wrap }
.rich li + li { margin-block-start: 3px }
.rich code { font: .9em/1.5 ui-monospace, Menlo, Consolas, monospace }
.rich :not(pre) > code {
  padding: 1px 5px;
  border-radius: 5px;
  background: color-mix(in srgb, currentColor 10%, transparent);
}
.rich pre {
  max-width: 100%;
  padding: 8px 10px;
  border-radius: 8px;
  background: color-mix(in srgb, currentColor 8%, transparent);
  overflow: auto;
  overflow-wrap: normal;
  white-space: pre;
}
.row .content:has(.suggestions, .card) { background: none; color: var(--text) }
.content:has(> .said) { display: contents }
.said {
  max-width: 84%;
  padding: 9px 14px;
  border-radius: inherit;
  background: var(--other);
  color: var(--on-other);
  unicode-bidi: plaintext;
}
.said + .suggestions { order: 1; align-self: stretch; justify-content: flex-end; margin-block-start: 10px }
.said + .suggestions > * { border-radius: 19px }
.suggestions { display: flex; flex-wrap: wrap; gap: 8px }
.suggestions > * {
  display: flex;
  align-items: center;
  justify-content: center;
  gap: 6px;
  min-width: 0;
  max-width: 100%;
  min-height: 38px;
  padding: 7px 14px;
  border: 1px solid var(--edge);
  border-radius: 10px;
  color: var(--link);
  font-size: 14px;
  font-weight: 600;
  line-height: 1.35;
  text-align: center;
  text-decoration: none;
  white-space: normal;
  overflow-wrap: anywhere;
}
.suggestions > :hover { background: var(--soft) }
.suggestions [aria-disabled] { border-color: var(--line); color: var(--mute); cursor: default }
.suggestions [aria-disabled]:hover { background: none }
.suggestions .chosen, .suggestions .chosen:hover { border-color: transparent; background: var(--soft); color: var(--text) }
.suggestions svg { flex: none; width: 16px; height: 16px }
.content:has(.card) { margin-block: 3px }
.content:has(> .card) { width: 272px; max-width: 100%; padding: 0 }
.card {
  display: flex;
  flex-direction: column;
  border-radius: 16px;
  background: var(--ground);
  box-shadow: inset 0 0 0 1px var(--line);
  overflow: hidden;
}
.card img {
  width: 100%;
  aspect-ratio: 16 / 9;
  background: var(--soft);
  object-fit: cover;
}
.words, .elsewhere { display: block; padding: 12px 14px 0 }
.words > * { display: block }
.words p { margin-block-start: 3px; color: var(--mute); font-size: 14px }
.card > :last-child:not(img) { padding-block-end: 14px }
.card .suggestions { flex-direction: column; padding: 12px 14px 14px; margin-block-start: auto }
.row .content:has(> .carousel) { align-self: stretch; max-width: none; padding: 0 }
.carousel { display: block; position: relative; margin-inline: -16px }
.cards {
  display: flex;
  gap: 10px;
  padding: 4px 16px;
  overflow-x: auto;
  overscroll-behavior-x: contain;
  scroll-behavior: smooth;
  scroll-padding-inline: 16px;
  scroll-snap-type: x mandatory;
  scrollbar-width: none;
}
.cards:focus-visible { outline-offset: -2px }
.cards .card { flex: none; width: 244px; max-width: 82%; scroll-snap-align: start }
.turn {
  position: absolute;
  inset-block-start: 54px;
  inset-inline-start: 8px;
  width: 36px;
  height: 36px;
  border-radius: 50%;
  background: var(--ground);
  box-shadow: 0 0 0 1px var(--line), 0 2px 8px #10142a2e;
}
.turn + .turn { inset-inline: auto 8px }
.turn svg { width: 20px; height: 20px; margin: 8px }
.turn + .turn svg, .carousel[dir="rtl"] .turn svg { transform: scaleX(-1) }
.carousel[dir="rtl"] .turn + .turn svg { transform: none }
@media (hover: none) { .turn { display: none } }
@media (prefers-reduced-motion: reduce) { .cards { scroll-behavior: auto } }
`;
