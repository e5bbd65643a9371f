import type { VNode } from "preact";
import type { Role, User } from "../../../../protocol/users.ts";
import { labels } from "../../../labels.ts";
import { Avatar } from "../../avatar.tsx";
import { RoleSelect } from "../role-select.tsx";

const text = labels.team;

interface MemberRowProps {
  readonly user: User;
  readonly isOwn: boolean;
  /** Whether who looks at it may change it. */
  readonly isManaged: boolean;
  readonly onRole: (role: Role) => void;
  readonly onRemove: () => void;
}

export function MemberRow({ user, isOwn, isManaged, onRole, onRemove }: MemberRowProps): VNode {
  const { id, email, role } = user;
  const name = `${user.first_name} ${user.last_name}`;
  const presence = presenceOf(user);
  return (
    <li class="row-item">
      <Avatar id={id} name={name} picture={user.avatar_url} />
      <div class="row-words">
        <p class="row-title">
          <span class="line" dir="auto">
            {name}
          </span>
          {isOwn && <span class="pill is-own">{text.you}</span>}
        </p>
        <p class="row-text">
          <span class="line" dir="ltr">
            {email}
          </span>
        </p>
      </div>
      <span class={`presence is-${presence}`}>
        <span class={`presence-dot is-${presence}`} />
        {text[presence]}
      </span>
      {isManaged ? (
        <div class="row-actions">
          <RoleSelect label={text.roleOf(name)} role={role} onChoose={onRole} />
          {!isOwn && (
            <button
              class="button danger-quiet"
              type="button"
              aria-label={text.removeOne(name)}
              onClick={onRemove}
            >
              {text.remove}
            </button>
          )}
        </div>
      ) : (
        <span class="pill">{text.roles[role]}</span>
      )}
    </li>
  );
}

/** Away is said by somebody; offline is so. */
function presenceOf({ availability, online }: User): "online" | "away" | "offline" {
  if (!online) return "offline";
  return availability === "away" ? "away" : "online";
}
