import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { CallFailed } from "../../../api.ts";
import { labels } from "../../../labels.ts";
import { FieldFrame } from "../../field.tsx";
import { Form } from "../../form.tsx";
import { Icon } from "../../icons.tsx";
import { Section } from "../../section.tsx";
import type { ChannelPartProps } from "./channel-page.tsx";
import { useConfigDraft } from "./config-draft.ts";
import { DraftInput, pathOf } from "./draft-fields.tsx";
import { OwnQuestion } from "./own-question.tsx";
import {
  askedOf,
  formWith,
  isKnown,
  keyFor,
  KNOWN,
  questionsOf,
  QUESTIONS_MAX,
  withAsked,
  type Asked,
  type Question,
} from "./questions.ts";

const { questions: text } = labels.channels;

/** What visitors are asked, and what they agree to, before they write. */
export function QuestionsPart({ channel, onSave }: ChannelPartProps): VNode {
  const draft = useConfigDraft(channel.config);
  const { config } = draft;
  const all = questionsOf(config);
  const saved = questionsOf(channel.config);
  // What is behind one that goes away is drawn anew: it is at another place.
  const [removed, setRemoved] = useState(0);
  const own = all.filter((one) => !isKnown(one));

  function put(questions: readonly Question[]): void {
    draft.set("preChatForm", formWith(config, questions));
  }

  /** A question that is saved keeps its key, whatever it is called: answers are stored under it. */
  function replace(question: Question, changed: Question): void {
    const others = all.filter((one) => one !== question);
    const isSaved = saved.some(({ key }) => key === question.key);
    const key = isSaved ? question.key : keyFor(changed.label ?? "", others);
    put(all.map((one) => (one === question ? { ...changed, key } : one)));
  }

  async function save(): Promise<void> {
    if (own.some(({ label }) => !label?.trim())) {
      throw new CallFailed(400, { message: text.unnamed });
    }
    await onSave({ config });
  }

  return (
    <Form label={text.title} fields={["preChatForm", "consentText"].map(pathOf)} onSave={save}>
      {(problems) => (
        <>
          <Section title={text.title} lead={text.lead}>
            <div class="fields">
              {KNOWN.map((key) => (
                <FieldFrame key={key} label={text.known[key]}>
                  {(id) => (
                    <select
                      id={id}
                      value={askedOf(all, key)}
                      onInput={({ currentTarget: { value } }) =>
                        put(withAsked(all, key, value as Asked))
                      }
                    >
                      {(["no", "optional", "required"] as const).map((asked) => (
                        <option key={asked} value={asked}>
                          {text.asked[asked]}
                        </option>
                      ))}
                    </select>
                  )}
                </FieldFrame>
              ))}
            </div>
            {own.map((question, index) => (
              <OwnQuestion
                key={`${removed} ${index}`}
                question={question}
                number={index + 1}
                onChange={(changed) => replace(question, changed)}
                onRemove={() => {
                  setRemoved(removed + 1);
                  put(all.filter((one) => one !== question));
                }}
              />
            ))}
            {all.length < QUESTIONS_MAX && (
              <button
                class="button"
                type="button"
                onClick={() => put([...all, { key: keyFor("", all), label: "" }])}
              >
                <Icon name="plus" />
                {text.add}
              </button>
            )}
          </Section>
          <Section title={text.consent} lead={text.consentLead}>
            <DraftInput
              kind="lines"
              draft={draft}
              name="consentText"
              label={text.consentText}
              hint={text.consentHint}
              problems={problems}
            />
          </Section>
        </>
      )}
    </Form>
  );
}
