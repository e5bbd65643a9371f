import type { VNode } from "preact";
import type { User } from "../../../../protocol/users.ts";
import type { CallFailed } from "../../../api.ts";
import { labels } from "../../../labels.ts";
import { ConfirmDialog } from "../../confirm-dialog.tsx";

const text = labels.team;

interface DialogProps {
  readonly onClose: () => void;
  readonly failureOf: (failure: CallFailed) => string;
}

interface RemoveDialogProps extends DialogProps {
  readonly user: User;
  readonly onRemove: () => Promise<void>;
}

export function RemoveDialog({ user, onRemove, ...rest }: RemoveDialogProps): VNode {
  const name = `${user.first_name} ${user.last_name}`;
  return (
    <ConfirmDialog
      title={text.removeTitle(name)}
      confirm={text.removeOne(name)}
      onConfirm={onRemove}
      {...rest}
    >
      <ul class="consequences">
        {text.removeText.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <p>{text.removeForever}</p>
    </ConfirmDialog>
  );
}

interface PromoteDialogProps extends DialogProps {
  readonly user: User;
  readonly onPromote: () => Promise<void>;
}

/** An arrow key is enough to choose a role, and too little to give that much power. */
export function PromoteDialog({ user, onPromote, ...rest }: PromoteDialogProps): VNode {
  return (
    <ConfirmDialog
      title={text.promoteTitle(`${user.first_name} ${user.last_name}`)}
      confirm={text.promote}
      isDangerous={false}
      onConfirm={onPromote}
      {...rest}
    >
      <p>{text.promoteText}</p>
    </ConfirmDialog>
  );
}

interface StepDownDialogProps extends DialogProps {
  readonly onStepDown: () => Promise<void>;
}

export function StepDownDialog({ onStepDown, ...rest }: StepDownDialogProps): VNode {
  return (
    <ConfirmDialog
      title={text.stepDownTitle}
      confirm={text.stepDown}
      onConfirm={onStepDown}
      {...rest}
    >
      <p>{text.stepDownText}</p>
    </ConfirmDialog>
  );
}
