export const threadStyle = `
.thread {
  flex: 1;
  min-height: 0;
  padding: 8px 16px 6px;
  overflow: auto;
  overscroll-behavior: contain;
}
.thread:focus-visible { outline-offset: -3px }
.welcome {
  display: flex;
  flex-direction: column;
  align-items: center;
  justify-content: center;
  height: 100%;
  gap: 6px;
  padding: 0 24px;
  text-align: center;
}
.welcome svg { width: 40px; height: 40px; margin-block-end: 8px; color: var(--link) }
.welcome p { font-size: 18px; font-weight: 600 }
small { color: var(--mute); font-size: 14px }
.row { display: flex; flex-direction: column; align-items: flex-start; margin-block-start: 3px }
.first { margin-block-start: 12px }
.own { align-items: flex-end }
.notice { align-items: center }
.day {
  align-self: center;
  margin-block: 8px 10px;
  color: var(--mute);
  font-size: 12px;
  font-weight: 600;
}
.name, .meta { margin: 0 4px 3px; color: var(--mute); font-size: 12px }
.meta { margin-block: 4px 0 }
.content {
  max-width: 84%;
  padding: 9px 14px;
  border-radius: 18px;
  background: var(--other);
  color: var(--on-other);
  overflow-wrap: anywhere;
  white-space: pre-wrap;
  unicode-bidi: plaintext;
}
.content:empty { display: none }
.own .content { background: var(--own); color: var(--on-own) }
.other .content { border-start-start-radius: 6px; border-end-start-radius: 6px }
.other.first .content { border-start-start-radius: 18px }
.own .content { border-start-end-radius: 6px; border-end-end-radius: 6px }
.own.first .content { border-start-end-radius: 18px }
.notice .content { background: none; color: var(--mute); font-size: 13px; text-align: center }
.huge .content { padding: 0 4px; background: none; font-size: 40px; line-height: 1.3 }
.refused .content { background: none; box-shadow: inset 0 0 0 1px var(--bad); color: var(--text) }
.refused .meta { color: var(--bad) }
.meta button { padding: 4px 8px; border-radius: 6px; color: var(--link); font-size: 13px; font-weight: 600 }
.meta button:hover { background: var(--soft) }
a { color: var(--link); text-decoration: underline; text-underline-offset: 2px }
.own a { color: inherit }
`;
