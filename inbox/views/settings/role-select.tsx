import type { VNode } from "preact";
import type { Role } from "../../../protocol/users.ts";
import { labels } from "../../labels.ts";
import { FieldFrame } from "../field.tsx";

const ROLES: readonly Role[] = ["agent", "admin"];

/** Of a form, as the field `role`. */
export function RoleField({ label }: { readonly label: string }): VNode {
  return (
    <FieldFrame label={label} hint={labels.team.roleText}>
      {(id, note) => (
        <select id={id} name="role" aria-describedby={note}>
          <RoleOptions />
        </select>
      )}
    </FieldFrame>
  );
}

interface RoleSelectProps {
  readonly label: string;
  readonly role: Role;
  readonly onChoose: (role: Role) => void;
}

/** One that holds at once. */
export function RoleSelect({ label, role, onChoose }: RoleSelectProps): VNode {
  return (
    <select
      class="select"
      aria-label={label}
      value={role}
      onChange={({ currentTarget }) => {
        onChoose(currentTarget.value === "admin" ? "admin" : "agent");
        // Until it is so, it is shown as it was.
        currentTarget.value = role;
      }}
    >
      <RoleOptions />
    </select>
  );
}

function RoleOptions(): VNode {
  return (
    <>
      {ROLES.map((role) => (
        <option key={role} value={role}>
          {labels.team.roles[role]}
        </option>
      ))}
    </>
  );
}
