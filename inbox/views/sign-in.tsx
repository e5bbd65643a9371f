import type { TargetedSubmitEvent, VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import type { SignedIn } from "../../protocol/users.ts";
import { CallFailed, type Call } from "../api.ts";
import { labels } from "../labels.ts";
import type { Entry } from "../route.ts";
import { Field } from "./field.tsx";
import { problemsIn, type Problems } from "./form-problems.ts";
import { Mark } from "./icons.tsx";
import { problemsOf } from "./sign-in-problems.ts";
import { useInvitation } from "./use-invitation.ts";

interface SignInProps {
  readonly call: Call;
  /** From a link: an account is made with it. */
  readonly entry: Entry | undefined;
  /** Somebody is logged in here already, and may leave it at that. */
  readonly stay?: { readonly name: string; readonly onStay: () => void };
  /** The server ended the session that was. */
  readonly ended: boolean;
  readonly onSignedIn: (operator: SignedIn) => void;
}

const text = labels.signIn;
/** As the server has it. */
const PASSWORD_MIN = 6;

export function SignIn({ call, entry, stay, ended, onSignedIn }: SignInProps): VNode {
  const [hasAccount, setHasAccount] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<Problems>({});
  const invitation = useInvitation(call, entry, () => {
    setHasAccount(true);
    setProblems({ "": text.invitationRefused });
  });
  const form = useRef<HTMLFormElement>(null);
  const isNew = entry !== undefined && !hasAccount;
  const isInvited = entry?.kind === "invitation";

  function complain(found: Problems): void {
    setProblems(found);
    setBusy(false);
    focusFirst(form.current, found);
  }

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const missing = problemsIn(event.currentTarget);
    if (Object.keys(missing).length > 0) return complain(missing);
    const data = new FormData(event.currentTarget);
    const value = (name: string): string => {
      const typed = data.get(name);
      return typeof typed === "string" ? typed : "";
    };
    const credentials = { email: value("email"), password: value("password") };
    setBusy(true);
    try {
      const operator = isNew
        ? await call("/users.signup", {
            first_name: value("first_name"),
            last_name: value("last_name"),
            ...credentials,
            ...(isInvited ? { invitation_token: entry.token } : { setup_token: entry.token }),
          })
        : await call("/users.login", credentials);
      onSignedIn(operator);
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      complain(problemsOf(error, isNew ? entry.kind : undefined));
    }
  }

  const doing = isNew ? text.creating : text.loggingIn;
  return (
    <main class="sign-in">
      <form
        class="sign-in-card"
        ref={form}
        onSubmit={(event) => void submit(event)}
        noValidate
        aria-labelledby="sign-in-heading"
      >
        <Mark />
        <h1 id="sign-in-heading">
          {isNew ? (isInvited ? text.invited : text.welcome) : text.heading}
        </h1>
        <p class="lead">
          {isNew
            ? isInvited
              ? invitation === undefined
                ? text.invitedText
                : text.invitedBy(invitation.invited_by, labels.team.roles[invitation.role])
              : text.welcomeText
            : ended
              ? text.ended
              : text.text}
        </p>
        <div role="alert">{problems[""] && <p class="form-problem">{problems[""]}</p>}</div>
        {isNew && (
          <div class="field-pair">
            <Field
              name="first_name"
              label={text.firstName}
              autocomplete="given-name"
              problem={problems["first_name"]}
            />
            <Field
              name="last_name"
              label={text.lastName}
              autocomplete="family-name"
              problem={problems["last_name"]}
            />
          </div>
        )}
        <Field
          name="email"
          label={text.email}
          type="email"
          autocomplete="username"
          problem={problems["email"]}
        />
        <Field
          key={isNew ? "new" : "current"}
          name="password"
          label={text.password}
          type="password"
          autocomplete={isNew ? "new-password" : "current-password"}
          problem={problems["password"]}
          {...(isNew && { hint: text.passwordHint, minLength: PASSWORD_MIN })}
        />
        <button class="button primary" type="submit" aria-disabled={busy}>
          {busy ? doing : isNew ? text.create : text.logIn}
        </button>
        {stay !== undefined ? (
          <button class="button quiet" type="button" onClick={stay.onStay}>
            {text.stay(stay.name)}
          </button>
        ) : isNew ? (
          <button class="button quiet" type="button" onClick={() => setHasAccount(true)}>
            {text.haveAccount}
          </button>
        ) : (
          <p class="footnote">{text.firstTime}</p>
        )}
      </form>
    </main>
  );
}

function focusFirst(form: HTMLFormElement | null, problems: Problems): void {
  const inputs = [...(form?.querySelectorAll("input") ?? [])];
  const first = inputs.find((input) => input.name in problems) ?? inputs.at(-1);
  first?.focus();
}
