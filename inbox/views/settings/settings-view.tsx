import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Desk } from "../../desk/desk.ts";
import { labels } from "../../labels.ts";
import { hrefOf } from "../../route.ts";
import { Icon } from "../icons.tsx";
import { PageHeading } from "./page-heading.tsx";
import { PAGES, pagesFor } from "./pages.ts";

const text = labels.settings;

interface SettingsViewProps {
  readonly desk: Desk;
  /** The name of one of the pages, and what of it; what is none is the first one. */
  readonly path: string;
}

/** The pages of the settings, and the one that is open. */
export function SettingsView({ desk, path }: SettingsViewProps): VNode {
  const [page = "", ...rest] = path.split("/");
  const pages = pagesFor(desk);
  const found = PAGES.find(({ name }) => name === page) ?? PAGES[0];
  // Whose page it is, is known in a moment: until then it is not taken for somebody else's.
  const isKnown = desk.profile.account !== undefined;
  const open = isKnown && !pages.includes(found) ? PAGES[0] : found;
  const { Page } = open;
  // The parts of one thing are tabs: going from one to another leaves the focus where it is.
  const shown = [open.name, ...rest].slice(0, 2).join("/");
  const nav = useRef<HTMLElement>(null);
  // On a phone the pages stand beside each other and not all fit.
  useEffect(() => {
    const current = nav.current?.querySelector("[aria-current]");
    current?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [open, pages.length]);
  return (
    <div class="settings">
      <nav class="settings-nav" aria-label={text.name} ref={nav}>
        <a class="settings-back" href={hrefOf({})}>
          <Icon name="back" />
          {text.back}
        </a>
        <ul role="list">
          {pages.map(({ name, title }) => (
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
      <main class="settings-page" key={shown}>
        {rest.length === 0 && <PageHeading title={open.title} lead={open.lead} />}
        {(isKnown || open.isForAdmins !== true) && <Page desk={desk} path={rest} />}
      </main>
    </div>
  );
}
