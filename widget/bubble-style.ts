export const bubbleStyle = `
.bubble {
  position: fixed;
  inset-block-end: calc(20px + env(safe-area-inset-bottom));
  inset-inline-end: 20px;
  width: 60px;
  height: 60px;
  border-radius: 50%;
  background: var(--accent);
  color: var(--on-accent);
  box-shadow: var(--shadow);
  animation: rise .3s backwards .1s;
  transition: transform .2s, filter .2s;
}
.bubble:hover { transform: translateY(-2px); filter: brightness(1.08) }
.bubble:active { transform: none }
.bubble svg { width: 28px; height: 28px; margin: 16px }
.bubble img { width: 32px; height: 32px; margin: 14px; border-radius: 8px; object-fit: contain }
.badge {
  position: absolute;
  inset-block-start: -3px;
  inset-inline-end: -3px;
  min-width: 22px;
  padding: 0 6px;
  border-radius: 11px;
  background: #d92d20;
  color: #fff;
  font-size: 12px;
  font-weight: 600;
  line-height: 22px;
  text-align: center;
}
`;
