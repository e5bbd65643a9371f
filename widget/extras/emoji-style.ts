export const emojiStyle = `
.composer { position: relative }
.emojis {
  position: absolute;
  inset-block-end: calc(100% + 8px);
  inset-inline: -1px;
  max-height: min(280px, 45dvh);
  padding: 0 10px 10px;
  border-radius: 16px;
  background: var(--ground);
  box-shadow: 0 0 0 1px var(--line), var(--shadow);
  overflow: auto;
  overscroll-behavior: contain;
  scroll-padding-block: 34px 10px;
  scrollbar-width: thin;
  animation: rise .15s;
}
.emojis:focus-visible { outline: none }
.emojis div { display: grid; grid-template-columns: repeat(8, 1fr) }
.emojis p {
  grid-column: 1 / -1;
  position: sticky;
  inset-block-start: 0;
  padding: 9px 4px 5px;
  background: var(--ground);
  color: var(--mute);
  font-size: 12px;
  font-weight: 600;
}
.emojis button {
  height: 38px;
  border-radius: 8px;
  font-size: 23px;
  line-height: 38px;
  text-align: center;
}
.emojis button:hover { background: var(--soft) }
.emojis button:focus-visible { outline-offset: -2px }
`;
