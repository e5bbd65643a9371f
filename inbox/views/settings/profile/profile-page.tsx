import type { VNode } from "preact";
import { labels } from "../../../labels.ts";
import { LoadFailure } from "../../load-failure.tsx";
import { Section } from "../../section.tsx";
import { useDelayed } from "../../use-delayed.ts";
import type { SettingsPageProps } from "../pages.ts";
import { AvailabilityChoice } from "./availability-choice.tsx";
import { EmailForm } from "./email-form.tsx";
import { NameForm } from "./name-form.tsx";
import { PasswordForm } from "./password-form.tsx";
import { PictureForm } from "./picture-form.tsx";
import { SessionsSection } from "./sessions-section.tsx";

const text = labels.profile;
/** In milliseconds: an account is here sooner, or does not come. */
const PATIENCE = 5_000;

/** One's own account: how one is seen, how one logs in and where one is. */
export function ProfilePage({ desk }: SettingsPageProps): VNode {
  const { profile } = desk;
  const { account } = profile;
  const isLate = useDelayed(account === undefined, PATIENCE);
  if (account === undefined) {
    return isLate ? (
      <LoadFailure text={text.failed} onRetry={() => void profile.load()} />
    ) : (
      <p class="note">{text.loading}</p>
    );
  }
  return (
    <>
      <Section title={text.availability} lead={text.availabilityText}>
        <AvailabilityChoice desk={desk} />
      </Section>
      <Section title={text.picture} lead={text.pictureText}>
        <PictureForm desk={desk} />
      </Section>
      <Section title={text.name} lead={text.nameText}>
        <NameForm desk={desk} account={account} />
      </Section>
      <Section title={text.email} lead={text.emailText}>
        <EmailForm desk={desk} account={account} />
      </Section>
      <Section title={text.password} lead={text.passwordText}>
        <PasswordForm desk={desk} account={account} />
      </Section>
      <SessionsSection desk={desk} />
    </>
  );
}
