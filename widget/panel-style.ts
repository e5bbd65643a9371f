export const panelStyle = `
.panel {
  position: fixed;
  inset-block-end: calc(94px + env(safe-area-inset-bottom));
  inset-inline-end: 20px;
  width: var(--width, 380px);
  max-width: calc(100vw - 40px);
  height: var(--height, 600px);
  max-height: calc(100dvh - 114px);
  display: flex;
  flex-direction: column;
  overflow: hidden;
  border-radius: 18px;
  background: var(--ground);
  box-shadow: 0 0 0 1px var(--line), var(--shadow);
  animation: rise .22s;
}
.head {
  display: flex;
  align-items: center;
  gap: 12px;
  padding: 14px 16px;
  border-block-end: 1px solid var(--line);
  background: var(--head);
  color: var(--on-head);
}
.avatar {
  flex: none;
  width: 40px;
  border-radius: 50%;
  background: var(--accent);
  color: var(--on-accent);
  font-size: 17px;
  font-weight: 600;
  line-height: 40px;
  text-align: center;
}
.heading { flex: 1; min-width: 0 }
h2 {
  overflow: hidden;
  font-size: 16px;
  font-weight: 600;
  line-height: 1.3;
  text-overflow: ellipsis;
  white-space: nowrap;
}
.state { display: block; color: var(--on-head-mute); font-size: 13px }
.state::before {
  content: "";
  display: inline-block;
  width: 8px;
  height: 8px;
  margin-inline-end: 6px;
  border-radius: 50%;
  background: #98a2b3;
}
.connected::before { background: #17b26a }
.connecting::before { background: #f79009 }
.hint {
  display: block;
  padding: 9px 16px;
  background: var(--soft);
  color: var(--mute);
  font-size: 13px;
  text-align: center;
  text-wrap: balance;
}
.hint:empty { display: none }
.plain { display: none; width: 40px; height: 40px; border-radius: 50%; color: var(--on-head-mute) }
.plain svg { width: 24px; height: 24px; margin: 8px }
@media (max-width: 480px) {
  .panel {
    inset: 0;
    width: auto;
    max-width: none;
    height: 100dvh;
    max-height: none;
    padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);
    border-radius: 0;
  }
  .plain { display: block }
  .panel ~ .bubble { display: none }
}
`;
