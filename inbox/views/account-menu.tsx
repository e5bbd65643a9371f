import type { VNode } from "preact";
import type { SignedIn } from "../../protocol/users.ts";
import { labels } from "../labels.ts";
import { Avatar } from "./avatar.tsx";

interface AccountMenuProps {
  readonly operator: SignedIn;
  readonly onLogOut: () => void;
}

export function AccountMenu({ operator, onLogOut }: AccountMenuProps): VNode {
  const name = `${operator.first_name} ${operator.last_name}`;
  return (
    <div class="account">
      <button class="account-button" type="button" popovertarget="account-menu">
        <Avatar id={operator.id} name={name} />
        <span class="visually-hidden">{labels.account.menu(name)}</span>
      </button>
      <div id="account-menu" class="menu" popover="auto">
        <p class="menu-name" dir="auto">
          {name}
        </p>
        <button class="menu-item" type="button" onClick={onLogOut}>
          {labels.account.logOut}
        </button>
      </div>
    </div>
  );
}
