import type { VNode } from "preact";
import type { Desk } from "../../../desk/desk.ts";
import { labels } from "../../../labels.ts";
import { hrefOf } from "../../../route.ts";
import { Dialog } from "../../dialog.tsx";
import { Field } from "../../field.tsx";
import { Form } from "../../form.tsx";
import { identifierFor } from "./identifier.ts";

const text = labels.channels;

interface ConnectDialogProps {
  readonly desk: Desk;
  readonly onClose: () => void;
}

/** Asks what a new channel is called, and goes on to its page. */
export function ConnectDialog({ desk, onClose }: ConnectDialogProps): VNode {
  return (
    <Dialog title={text.connect} onClose={onClose}>
      {(close) => (
        <Form
          fields={["name", "source_channel_id"]}
          save={text.connectNow}
          saved=""
          onSave={async (value) => {
            const name = value("name").trim();
            const channel = await desk.call("/channels.connect", {
              source: "chat_plugin",
              name,
              source_channel_id: value("source_channel_id").trim() || identifierFor(name),
            });
            close();
            location.hash = hrefOf({ settings: `channels/${channel.id}` });
          }}
        >
          {(problems) => (
            <>
              <Field
                name="name"
                label={text.name}
                hint={text.nameHint}
                maxLength={100}
                problem={problems["name"]}
              />
              <Field
                name="source_channel_id"
                label={text.identifier}
                hint={text.identifierHint}
                isOptional
                maxLength={100}
                problem={problems["source_channel_id"]}
              />
            </>
          )}
        </Form>
      )}
    </Dialog>
  );
}
