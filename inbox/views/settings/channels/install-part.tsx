import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { snippet } from "../../../../protocol/snippet.ts";
import { labels } from "../../../labels.ts";
import { ConfirmDialog } from "../../confirm-dialog.tsx";
import { Field } from "../../field.tsx";
import { Form } from "../../form.tsx";
import { Section } from "../../section.tsx";
import { Snippet } from "../../snippet.tsx";
import type { ChannelPartProps } from "./channel-page.tsx";

const text = labels.channels;

/** What belongs on the site; for admins what the channel is called, and its end. */
export function InstallPart(props: ChannelPartProps): VNode {
  const { id } = props.channel;
  return (
    <>
      <Section title={text.snippet} lead={text.snippetLead}>
        <Snippet code={snippet({ channelId: id, host: location.origin })} />
        <p>
          <a href={`/example.html?channel_id=${id}`} target="_blank" rel="noopener">
            {labels.empty.example}
          </a>
        </p>
      </Section>
      {props.desk.profile.isAdmin && <Administration {...props} />}
    </>
  );
}

function Administration({ desk, channel, onSave, onChanged }: ChannelPartProps): VNode {
  const [isAsking, setAsking] = useState(false);
  const { id, name, source_channel_id, connected } = channel;

  async function connectAgain(): Promise<void> {
    await desk.call("/channels.connect", { source: "chat_plugin", source_channel_id });
    onChanged();
  }

  return (
    <>
      <Section title={text.nameTitle}>
        <Form fields={["name"]} onSave={(value) => onSave({ name: value("name").trim() })}>
          {(problems) => (
            <Field
              name="name"
              label={text.name}
              hint={text.nameHint}
              initial={name}
              maxLength={100}
              problem={problems["name"]}
            />
          )}
        </Form>
        <dl class="facts">
          <div class="fact">
            <dt>{text.identifier}</dt>
            <dd dir="auto">{source_channel_id}</dd>
          </div>
          <div class="fact">
            <dt>{text.id}</dt>
            <dd>
              <code>{id}</code>
            </dd>
          </div>
        </dl>
      </Section>
      {connected ? (
        <Section
          title={text.disconnect}
          lead={text.disconnectLead}
          action={
            <button class="button danger-quiet" type="button" onClick={() => setAsking(true)}>
              {text.disconnect}
            </button>
          }
        >
          {null}
        </Section>
      ) : (
        <Section title={text.again} lead={text.againLead}>
          <Form fields={[]} save={text.again} saved="" onSave={connectAgain}>
            {() => null}
          </Form>
        </Section>
      )}
      {isAsking && (
        <ConfirmDialog
          title={text.disconnectAsk(name)}
          confirm={text.disconnect}
          onConfirm={async () => {
            await desk.call("/channels.disconnect", { channel_id: id });
            onChanged();
          }}
          onClose={() => setAsking(false)}
        >
          <p>{text.disconnectText}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
