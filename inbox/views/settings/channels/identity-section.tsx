import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { CallFailed } from "../../../api.ts";
import { labels } from "../../../labels.ts";
import { ConfirmDialog } from "../../confirm-dialog.tsx";
import { Form } from "../../form.tsx";
import { failureText } from "../../form-problems.ts";
import { Section } from "../../section.tsx";
import { Snippet } from "../../snippet.tsx";
import type { ChannelPartProps } from "./channel-page.tsx";

const { identity: text } = labels.channels;

/** How a site vouches for its people, and whether it has to. */
export function IdentitySection({ desk, channel, onSave }: ChannelPartProps): VNode {
  const { id: channel_id, require_identity: isRequired } = channel;
  const [secret, setSecret] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [isAsking, setAsking] = useState(false);
  const [isStrict, setStrict] = useState(isRequired);

  async function show(): Promise<void> {
    try {
      setProblem(undefined);
      setSecret((await desk.call("/channels.identity", { channel_id })).secret);
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      setProblem(failureText(error));
    }
  }

  return (
    <Section title={text.title} lead={text.lead}>
      {secret === undefined ? (
        <p>
          <button class="button" type="button" onClick={() => void show()}>
            {text.show}
          </button>
        </p>
      ) : (
        <>
          <p>{text.how}</p>
          <Snippet code={secret} label={text.secret} />
          <p>
            <button class="button danger-quiet" type="button" onClick={() => setAsking(true)}>
              {text.rotate}
            </button>
          </p>
        </>
      )}
      <div role="alert">{problem !== undefined && <p class="form-problem">{problem}</p>}</div>
      <Form
        label={text.title}
        fields={["require_identity"]}
        onSave={() => onSave({ require_identity: isStrict })}
      >
        {() => (
          <label class="check">
            <input
              type="checkbox"
              checked={isStrict}
              onInput={({ currentTarget: { checked } }) => setStrict(checked)}
            />
            <span>
              {text.require}
              <small>{text.requireHint}</small>
            </span>
          </label>
        )}
      </Form>
      {isAsking && (
        <ConfirmDialog
          title={text.rotateAsk}
          confirm={text.rotate}
          onConfirm={async () => {
            const answer = await desk.call("/channels.identity", { channel_id, rotate: true });
            setSecret(answer.secret);
          }}
          onClose={() => setAsking(false)}
        >
          <p>{text.rotateText}</p>
        </ConfirmDialog>
      )}
    </Section>
  );
}
