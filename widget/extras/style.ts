import { emojiStyle } from "./emoji-style.ts";
import { mediaStyle } from "./media-style.ts";
import { richStyle } from "./rich-style.ts";

/** Added to the widget's own when the script is there. */
export const extrasStyle = mediaStyle + richStyle + emojiStyle;
