import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { labels } from "../../../labels.ts";
import { FieldFrame } from "../../field.tsx";
import { Form } from "../../form.tsx";
import { Section } from "../../section.tsx";
import type { ChannelPartProps } from "./channel-page.tsx";
import { IdentitySection } from "./identity-section.tsx";
import { sitesIn } from "./sites.ts";

const { access: text } = labels.channels;

/** Where the chat may run, and for whom. */
export function AccessPart(props: ChannelPartProps): VNode {
  return (
    <>
      <SitesSection {...props} />
      <IdentitySection {...props} />
    </>
  );
}

function SitesSection({ channel, onSave }: ChannelPartProps): VNode {
  const [lines, setLines] = useState(channel.allowed_origins.join("\n"));
  const sites = sitesIn(lines);
  const fields = sites.map((_, index) => `allowed_origins.${index}`);
  return (
    <Section title={text.sites} lead={text.sitesLead}>
      <Form
        label={text.sites}
        fields={["allowed_origins", ...fields]}
        onSave={async () => {
          await onSave({ allowed_origins: sites });
          setLines(sites.join("\n"));
        }}
      >
        {(problems) => {
          const wrong = sites.find((_, index) => problems[`allowed_origins.${index}`]);
          const problem = wrong === undefined ? problems["allowed_origins"] : text.wrong(wrong);
          return (
            <FieldFrame label={text.sitesLabel} hint={text.sitesHint} problem={problem}>
              {(id, note) => (
                <textarea
                  id={id}
                  rows={4}
                  dir="ltr"
                  spellcheck={false}
                  autocomplete="off"
                  placeholder={"https://shop.example.org"}
                  value={lines}
                  aria-invalid={problem !== undefined}
                  aria-describedby={note}
                  onInput={({ currentTarget: { value } }) => setLines(value)}
                />
              )}
            </FieldFrame>
          );
        }}
      </Form>
    </Section>
  );
}
