export const mediaStyle = `
.row .content:has(.media) { padding: 0; background: var(--soft); color: var(--text) }
.content:has(.media) a, .media { display: block; border-radius: inherit }
.media { max-width: 100%; max-height: 240px; overflow: hidden; box-shadow: 0 0 0 1px var(--line) }
video { width: 260px; aspect-ratio: 16 / 9; background: #000 }
audio { width: 270px; height: 54px }
.content small { display: block; color: inherit; font-size: 12px }
`;
