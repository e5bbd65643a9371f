/**
 * Who is told of what is new: the page's listeners; and a visitor who is looking elsewhere, by the page's
 * title, and by a sound if the site wants one.
 */
import type { Listeners } from "./page-api.ts";
import type { View } from "./view.ts";

export interface Looking {
  readonly isOpen: boolean;
  readonly hasSound: boolean;
}

/** To be called with every view. */
export function createAttention(emit: Listeners["emit"]): (view: View, looking: Looking) => void {
  /** The newest offset that was told; undefined until the first messages are there. */
  let told: number | undefined;
  let toldUnread = 0;
  return ({ phase, messages, unread }, { isOpen, hasSound }) => {
    const isElsewhere = document.hidden;
    if (unread !== toldUnread) emit("unread", (toldUnread = unread));
    const title = titleWith(document.title, isElsewhere ? unread : 0);
    if (title !== document.title) document.title = title;
    if (phase !== "live") return;
    const from = told ?? Infinity;
    told = messages.at(-1)?.offset ?? 0;
    for (const message of messages) {
      if (message.offset <= from || message.sender_type !== "app_user") continue;
      emit("message", message);
      if (hasSound && (isElsewhere || !isOpen)) playSound();
    }
  };
}

const COUNT = /^\(\d+\) /;

/** The title as the page has it now, with the count in front; without one at 0. */
function titleWith(title: string, unread: number): string {
  const own = title.replace(COUNT, "");
  return unread > 0 ? `(${unread}) ${own}` : own;
}

/** Two short notes. Silent where the browser wants to hear from the visitor first. */
function playSound(): void {
  try {
    const audio = new AudioContext();
    const { currentTime, destination } = audio;
    const volume = audio.createGain();
    volume.gain.value = 0.06;
    volume.connect(destination);
    for (const [index, frequency] of [660, 880].entries()) {
      const note = audio.createOscillator();
      note.frequency.value = frequency;
      note.connect(volume);
      note.start(currentTime + index * 0.12);
      note.stop(currentTime + index * 0.12 + 0.1);
      note.onended = () => index === 1 && void audio.close();
    }
  } catch {
    // A browser without sound.
  }
}
