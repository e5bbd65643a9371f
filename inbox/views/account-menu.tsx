import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { hrefOf } from "../route.ts";
import { Avatar } from "./avatar.tsx";
import { NotificationSwitch } from "./notification-switch.tsx";

const text = labels.account;

interface AccountMenuProps {
  readonly desk: Desk;
  readonly onShowKeys: () => void;
  readonly onLogOut: () => void;
}

export function AccountMenu({ desk, onShowKeys, onLogOut }: AccountMenuProps): VNode {
  const { operator, preferences, profile } = desk;
  const { name, isAway } = profile;
  const menu = useRef<HTMLDivElement>(null);
  const isLoud = preferences.isOn("sound");
  return (
    <div class="account">
      <button class="account-button" type="button" popovertarget="account-menu">
        <Avatar id={operator.id} name={name} picture={profile.picture} />
        {isAway && <span class="away-dot" />}
        <span class="visually-hidden">
          {text.menu(name)}
          {isAway && `, ${labels.profile.away}`}
        </span>
      </button>
      <div id="account-menu" class="menu" popover="auto" ref={menu}>
        <p class="menu-name" dir="auto">
          {name}
        </p>
        <button
          class="menu-item is-switch"
          type="button"
          role="switch"
          aria-checked={isAway}
          onClick={() => void profile.setAway(!isAway)}
        >
          {labels.profile.away}
          <span class="menu-state" aria-hidden="true">
            {isAway ? text.on : text.off}
          </span>
        </button>
        <button
          class="menu-item is-switch"
          type="button"
          role="switch"
          aria-checked={isLoud}
          onClick={() => preferences.toggle("sound")}
        >
          {text.sound}
          <span class="menu-state" aria-hidden="true">
            {isLoud ? text.on : text.off}
          </span>
        </button>
        <NotificationSwitch desk={desk} />
        <a
          class="menu-item"
          href={hrefOf({ settings: "profile" })}
          onClick={() => menu.current?.hidePopover()}
        >
          {labels.profile.title}
        </a>
        <a
          class="menu-item"
          href={hrefOf({ settings: "" })}
          onClick={() => menu.current?.hidePopover()}
        >
          {labels.settings.name}
        </a>
        <button
          class="menu-item"
          type="button"
          onClick={() => {
            menu.current?.hidePopover();
            onShowKeys();
          }}
        >
          {labels.keys.title}
        </button>
        <button class="menu-item" type="button" onClick={onLogOut}>
          {text.logOut}
        </button>
      </div>
    </div>
  );
}
