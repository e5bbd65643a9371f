import type { VNode } from "preact";

const PATHS = {
  back: "M15 5l-7 7 7 7",
  send: "M5 12h13M12 5.5 18.5 12 12 18.5",
  down: "M12 5v13M5.5 12 12 18.5 18.5 12",
  chat: "M20 11.5a7.5 7.5 0 0 1-10.9 6.7L4.5 19.5l1.3-4.6A7.5 7.5 0 1 1 20 11.5Z",
  channel:
    "M4 7.5A2.5 2.5 0 0 1 6.5 5h11A2.5 2.5 0 0 1 20 7.5v9a2.5 2.5 0 0 1-2.5 2.5h-11A2.5 2.5 0 0 1 4 16.5ZM4 9.5h16",
  copy: "M9 9.5A1.5 1.5 0 0 1 10.5 8h7A1.5 1.5 0 0 1 19 9.5v8a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 9 17.5ZM6 15.5A1.5 1.5 0 0 1 5 14V6.5A1.5 1.5 0 0 1 6.5 5H14a1.5 1.5 0 0 1 1.5 1",
  check: "M5 12.5l4.5 4.5L19 7.5",
  alert: "M12 8v5M12 16.2v.1M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17Z",
  file: "M13.5 4H8a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h8a2 2 0 0 0 2-2V8.5ZM13.5 4v4.5H18",
  close: "M6.5 6.5l11 11M17.5 6.5l-11 11",
  plus: "M12 5.5v13M5.5 12h13",
  person: "M12 12.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM5 20a7 7 0 0 1 14 0",
  tag: "M4.5 6A1.5 1.5 0 0 1 6 4.5h5.4a2 2 0 0 1 1.4.6l6.3 6.3a2 2 0 0 1 0 2.8l-4.9 4.9a2 2 0 0 1-2.8 0l-6.3-6.3a2 2 0 0 1-.6-1.4ZM8.4 8.4v.1",
  details:
    "M6.5 5h11A2.5 2.5 0 0 1 20 7.5v9a2.5 2.5 0 0 1-2.5 2.5h-11A2.5 2.5 0 0 1 4 16.5v-9A2.5 2.5 0 0 1 6.5 5ZM14.5 5v14",
  search: "M11 17.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.8 15.8l3.7 3.7",
  again: "M5 12a7 7 0 1 0 2.3-5.2M7 3.8v3.4h3.4",
  pencil: "M14.5 6.5l3 3M5 19l.8-3.6L15.3 6a1.6 1.6 0 0 1 2.3 0l.5.5a1.6 1.6 0 0 1 0 2.3l-9.5 9.4Z",
  away: "M10 6.5H7A1.5 1.5 0 0 0 5.5 8v9A1.5 1.5 0 0 0 7 18.5h9a1.5 1.5 0 0 0 1.5-1.5v-3M13.5 5.5h5v5M18.5 5.5 11 13",
  clip: "M19 11.5l-7 7a4.5 4.5 0 0 1-6.4-6.4l7.2-7.2a3 3 0 0 1 4.3 4.3l-7.2 7.2a1.5 1.5 0 0 1-2.1-2.1l6.5-6.6",
  up: "M12 18.5V6M5.5 12 12 5.5 18.5 12",
  choices:
    "M5.5 5h13A1.5 1.5 0 0 1 20 6.5v2A1.5 1.5 0 0 1 18.5 10h-13A1.5 1.5 0 0 1 4 8.5v-2A1.5 1.5 0 0 1 5.5 5ZM5.5 14h13a1.5 1.5 0 0 1 1.5 1.5v2a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5v-2A1.5 1.5 0 0 1 5.5 14Z",
  card: "M6.5 4.5h11A1.5 1.5 0 0 1 19 6v12a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 18V6a1.5 1.5 0 0 1 1.5-1.5ZM5 12.5h14M8 16h8",
  carousel:
    "M8.5 5h7A1.5 1.5 0 0 1 17 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 7 17.5v-11A1.5 1.5 0 0 1 8.5 5ZM3.5 7.5v9M20.5 7.5v9",
  below: "M7.5 10l4.5 4.5 4.5-4.5",
  seen: "M2.5 12.8l3.7 3.7L13.5 9M11.6 15.6l.9.9L20.5 8.5",
} as const;

export type IconName = keyof typeof PATHS;

/** Beside words, never instead of them: it says nothing to a screen reader. */
export function Icon({ name }: { readonly name: IconName }): VNode {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}

export function Mark(): VNode {
  return (
    <svg class="mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M5.5 2.5h13a4 4 0 0 1 4 4v7a4 4 0 0 1-4 4h-5.7l-5 4.1a.8.8 0 0 1-1.3-.6v-3.5h-1a4 4 0 0 1-4-4v-7a4 4 0 0 1 4-4Z" />
      <path class="mark-lines" d="M7.5 8h9M7.5 12h5.5" />
    </svg>
  );
}
