import type { VNode } from "preact";
import { CallFailed } from "../../../api.ts";
import { labels } from "../../../labels.ts";
import { FieldFrame } from "../../field.tsx";
import { Form } from "../../form.tsx";
import { Section } from "../../section.tsx";
import type { ChannelPartProps } from "./channel-page.tsx";
import { useConfigDraft } from "./config-draft.ts";
import { DraftInput, DraftSwitch, pathOf } from "./draft-fields.tsx";
import { HoursDay } from "./hours-day.tsx";
import { firstHours, hoursOf, problemWith, timeZones, type BusinessHours } from "./hours.ts";

const { hours: text } = labels.channels;

/** When somebody is here to answer, and what the chat says at other times. */
export function HoursPart({ channel, onSave }: ChannelPartProps): VNode {
  const draft = useConfigDraft(channel.config);
  const hours = hoursOf(draft.config);
  const problem = hours && problemWith(hours);
  function change(part: Partial<BusinessHours>): void {
    draft.set("businessHours", { ...(hours ?? firstHours()), ...part });
  }

  return (
    <Form
      label={text.title}
      fields={["businessHours", "awayMessage", "awayEmail"].map(pathOf)}
      onSave={async () => {
        if (problem !== undefined) throw new CallFailed(400, { message: text.problems[problem] });
        await onSave({ config: draft.config });
      }}
    >
      {(problems) => (
        <>
          <Section title={text.title} lead={text.lead}>
            <label class="check">
              <input
                type="checkbox"
                checked={hours !== undefined}
                onInput={({ currentTarget: { checked } }) =>
                  draft.set("businessHours", checked ? firstHours() : undefined)
                }
              />
              <span>{text.limited}</span>
            </label>
            {hours !== undefined && (
              <>
                <FieldFrame label={text.timeZone}>
                  {(id) => (
                    <select
                      id={id}
                      value={hours.timeZone}
                      onInput={({ currentTarget: { value } }) => change({ timeZone: value })}
                    >
                      {timeZones(hours.timeZone).map((zone) => (
                        <option key={zone}>{zone}</option>
                      ))}
                    </select>
                  )}
                </FieldFrame>
                <div class="days">
                  {[1, 2, 3, 4, 5, 6, 7].map((day) => (
                    <HoursDay
                      key={day}
                      day={day}
                      hours={hours.hours}
                      onChange={(all) => change({ hours: all })}
                    />
                  ))}
                </div>
              </>
            )}
          </Section>
          <Section title={text.away} lead={text.awayLead}>
            <DraftInput
              kind="lines"
              draft={draft}
              name="awayMessage"
              label={text.awayMessage}
              hint={text.awayHint}
              problems={problems}
            />
            <DraftSwitch
              draft={draft}
              name="awayEmail"
              label={text.awayEmail}
              hint={text.awayEmailHint}
            />
          </Section>
        </>
      )}
    </Form>
  );
}
