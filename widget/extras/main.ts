/** extras.js: what s.js fetches when something first needs it (extras.ts beside this folder). */
export { pickEmoji } from "./emoji-picker.tsx";
export { createPolling } from "./polling.ts";
export { RichContent } from "./rich-content.tsx";
export { playSound } from "./sound.ts";
export { extrasStyle as style } from "./style.ts";
