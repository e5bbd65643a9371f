import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Desk } from "../../desk/desk.ts";
import { labels } from "../../labels.ts";
import { hrefOf } from "../../route.ts";
import { Icon } from "../icons.tsx";
import { PAGES } from "./pages.ts";

const text = labels.settings;

interface SettingsViewProps {
  readonly desk: Desk;
  /** The name of one of the pages; what is none is the first one. */
  readonly page: string;
}

/** The pages of the settings, and the one that is open. */
export function SettingsView({ desk, page }: SettingsViewProps): VNode {
  const open = PAGES.find(({ name }) => name === page) ?? PAGES[0];
  const heading = useRef<HTMLHeadingElement>(null);
  // The page has changed under the focus: a screen reader goes on at its heading.
  useEffect(() => heading.current?.focus({ preventScroll: true }), [open]);
  const { Page } = open;
  return (
    <div class="settings">
      <nav class="settings-nav" aria-label={text.name}>
        <a class="settings-back" href={hrefOf({})}>
          <Icon name="back" />
          {text.back}
        </a>
        <ul role="list">
          {PAGES.map(({ name, title }) => (
            <li key={name}>
              <a
                href={hrefOf({ settings: name })}
                aria-current={name === open.name ? "page" : undefined}
              >
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <main class="settings-page" key={open.name}>
        <h2 ref={heading} tabIndex={-1}>
          {open.title}
        </h2>
        <p class="settings-lead">{open.lead}</p>
        <Page desk={desk} />
      </main>
    </div>
  );
}
