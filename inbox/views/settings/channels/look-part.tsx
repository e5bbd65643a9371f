import type { ComponentProps, VNode } from "preact";
import { CallFailed } from "../../../api.ts";
import { labels } from "../../../labels.ts";
import { Form } from "../../form.tsx";
import type { Problems } from "../../form-problems.ts";
import { Section } from "../../section.tsx";
import type { ChannelPartProps } from "./channel-page.tsx";
import { useConfigDraft } from "./config-draft.ts";
import { DraftColor, DraftInput, DraftSwitch, pathOf } from "./draft-fields.tsx";
import { LookPreview } from "./look-preview.tsx";

const { look: text } = labels.channels;

const COLORS = [
  "accentColor",
  "primaryColor",
  "backgroundColor",
  "outboundMessageColor",
  "inboundMessageColor",
] as const;
const SWITCHES = ["sound", "hideEmojis", "hideAttachments", "disableMobile"] as const;
const WORDS = [
  ["headerText", "line"],
  ["subtitleText", "line"],
  ["welcomeMessage", "lines"],
] as const;
type TextKey = keyof typeof text.hints;
type InputKind = NonNullable<ComponentProps<typeof DraftInput>["kind"]>;
/** What this part shows; without a value the preview shows the widget's own. */
const TEXTS = [
  "headerText",
  "subtitleText",
  "welcomeMessage",
  ...COLORS,
  "bubbleIcon",
  "sendMessageIcon",
  "width",
  "height",
] as const;
const FIELDS = [...TEXTS, ...SWITCHES].map(pathOf);

/** What the chat says and what it looks like, beside the chat itself. */
export function LookPart({ channel, onSave }: ChannelPartProps): VNode {
  const draft = useConfigDraft(channel.config);
  const { config } = draft;
  const unset = Object.fromEntries([
    ...TEXTS.map((key) => [key, ""]),
    ...SWITCHES.map((key) => [key, false]),
  ]);

  async function save(): Promise<void> {
    const wrong = COLORS.filter((name) => {
      const color = draft.text(name);
      return color !== "" && !CSS.supports("color", color);
    });
    if (wrong.length > 0) {
      const issues = wrong.map((name) => ({ path: pathOf(name), message: text.noColor }));
      throw new CallFailed(400, { issues });
    }
    await onSave({ config });
  }

  function input(problems: Problems, name: TextKey, kind: InputKind): VNode | undefined {
    // A welcome that is no text (a card, a picture) was set by a program, and stays as it is.
    if (typeof config[name] === "object") return undefined;
    const { fields, hints } = text;
    return (
      <DraftInput
        key={name}
        draft={draft}
        name={name}
        kind={kind}
        label={fields[name]}
        hint={hints[name]}
        problems={problems}
      />
    );
  }

  return (
    <div class="look">
      <Form label={text.name} fields={FIELDS} onSave={save}>
        {(problems) => (
          <>
            <Section title={text.words}>
              <div class="fields">{WORDS.map(([name, kind]) => input(problems, name, kind))}</div>
            </Section>
            <Section title={text.colors} lead={text.colorsLead}>
              <div class="fields colors">
                {COLORS.map((name) => (
                  <DraftColor
                    key={name}
                    draft={draft}
                    name={name}
                    label={text.fields[name]}
                    problems={problems}
                  />
                ))}
              </div>
            </Section>
            <Section title={text.behaviour}>
              <div class="checks">
                <DraftSwitch
                  draft={draft}
                  name="bubbleState"
                  on="expanded"
                  label={text.fields.bubbleState}
                />
                {SWITCHES.map((name) => (
                  <DraftSwitch key={name} draft={draft} name={name} label={text.fields[name]} />
                ))}
              </div>
              <div class="fields colors">
                {(["width", "height"] as const).map((name) => input(problems, name, "pixels"))}
              </div>
              <div class="fields">
                {(["bubbleIcon", "sendMessageIcon"] as const).map((name) =>
                  input(problems, name, "address"),
                )}
              </div>
            </Section>
          </>
        )}
      </Form>
      <LookPreview channelId={channel.id} config={{ ...unset, ...config }} />
    </div>
  );
}
