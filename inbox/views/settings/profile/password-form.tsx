import type { VNode } from "preact";
import type { OwnAccount } from "../../../../protocol/users.ts";
import type { Desk } from "../../../desk/desk.ts";
import { labels } from "../../../labels.ts";
import { Field } from "../../field.tsx";
import { Form } from "../../form.tsx";
import { clearPasswords, passwordProblems } from "./password-problems.ts";

const text = labels.profile;
const LENGTH_MIN = 6;

interface PasswordFormProps {
  readonly desk: Desk;
  readonly account: OwnAccount;
}

export function PasswordForm({ desk, account }: PasswordFormProps): VNode {
  return (
    <Form
      fields={["current_password", "password"]}
      save={text.changePassword}
      saved={text.passwordChanged}
      problemsOf={passwordProblems}
      onSave={async (value, form) => {
        await desk.call("/users.update", {
          current_password: value("current_password"),
          password: value("password"),
        });
        clearPasswords(form);
      }}
    >
      {(problems) => (
        <>
          {/* So that a password manager knows whose password is another one now. */}
          <input type="text" autocomplete="username" value={account.email} readOnly hidden />
          <Field
            name="current_password"
            label={text.currentPassword}
            type="password"
            autocomplete="current-password"
            problem={problems["current_password"]}
          />
          <Field
            name="password"
            label={text.newPassword}
            type="password"
            autocomplete="new-password"
            minLength={LENGTH_MIN}
            hint={text.passwordHint}
            problem={problems["password"]}
          />
        </>
      )}
    </Form>
  );
}
