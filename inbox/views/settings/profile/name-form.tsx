import type { VNode } from "preact";
import type { OwnAccount } from "../../../../protocol/users.ts";
import type { Desk } from "../../../desk/desk.ts";
import { labels } from "../../../labels.ts";
import { Field } from "../../field.tsx";
import { Form } from "../../form.tsx";

const text = labels.profile;
const LENGTH = 200;

interface NameFormProps {
  readonly desk: Desk;
  readonly account: OwnAccount;
}

export function NameForm({ desk, account }: NameFormProps): VNode {
  return (
    <Form
      fields={["first_name", "last_name"]}
      onSave={async (value) => {
        const names = { first_name: value("first_name"), last_name: value("last_name") };
        desk.profile.take(await desk.call("/users.update", names));
      }}
    >
      {(problems) => (
        <div class="field-pair">
          <Field
            name="first_name"
            label={text.firstName}
            autocomplete="given-name"
            initial={account.first_name}
            maxLength={LENGTH}
            problem={problems["first_name"]}
          />
          <Field
            name="last_name"
            label={text.lastName}
            autocomplete="family-name"
            initial={account.last_name}
            maxLength={LENGTH}
            problem={problems["last_name"]}
          />
        </div>
      )}
    </Form>
  );
}
