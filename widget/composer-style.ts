export const composerStyle = `
.composer {
  display: flex;
  align-items: flex-end;
  gap: 6px;
  margin: 8px 12px 12px;
  padding: 5px;
  border: 1px solid var(--edge);
  border-radius: 22px;
}
.composer:focus-within { border-color: var(--link); box-shadow: 0 0 0 3px var(--ring) }
.field { flex: 1; display: grid; min-width: 0 }
.field::after { content: attr(data-draft) " "; visibility: hidden }
.field::after, textarea {
  grid-area: 1 / 1;
  box-sizing: border-box;
  max-height: 136px;
  padding: 6px 10px;
  font-size: 16px;
  line-height: 22px;
  overflow: auto;
  overflow-wrap: anywhere;
  white-space: pre-wrap;
}
textarea:focus-visible { outline: none }
textarea::placeholder { color: var(--mute); opacity: 1 }
[hidden] { display: none }
.over .composer { border-color: var(--link); box-shadow: 0 0 0 3px var(--ring) }
.send, .clip { flex: none; width: 34px; height: 34px; border-radius: 50% }
.clip { margin-inline-end: -8px; color: var(--mute) }
.smile { margin-inline: -8px -2px }
.clip:hover { background: var(--soft) }
.clip:disabled { visibility: hidden }
.send {
  background: var(--accent);
  color: var(--on-accent);
  transition: background .15s;
}
.send:disabled { background: var(--soft); color: var(--mute); cursor: default }
.send img { width: 20px; height: 20px; margin: 7px; object-fit: contain }
.composer svg { width: 20px; height: 20px; margin: 7px }
`;
