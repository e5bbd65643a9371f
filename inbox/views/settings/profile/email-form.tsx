import type { VNode } from "preact";
import type { OwnAccount } from "../../../../protocol/users.ts";
import type { Desk } from "../../../desk/desk.ts";
import { labels } from "../../../labels.ts";
import { Field } from "../../field.tsx";
import { Form } from "../../form.tsx";
import { clearPasswords, passwordProblems } from "./password-problems.ts";

const text = labels.profile;

interface EmailFormProps {
  readonly desk: Desk;
  readonly account: OwnAccount;
}

export function EmailForm({ desk, account }: EmailFormProps): VNode {
  return (
    <Form
      fields={["email", "current_password"]}
      save={text.changeEmail}
      problemsOf={(failure) =>
        failure.code === "email_taken" ? { email: text.emailTaken } : passwordProblems(failure)
      }
      onSave={async (value, form) => {
        const change = { email: value("email"), current_password: value("current_password") };
        desk.profile.take(await desk.call("/users.update", change));
        clearPasswords(form);
      }}
    >
      {(problems) => (
        <>
          <Field
            name="email"
            label={text.newEmail}
            type="email"
            autocomplete="username"
            initial={account.email}
            problem={problems["email"]}
          />
          <Field
            name="current_password"
            label={text.currentPassword}
            type="password"
            autocomplete="current-password"
            problem={problems["current_password"]}
          />
        </>
      )}
    </Form>
  );
}
