import type { VNode } from "preact";
import type { Conversation } from "../../protocol/conversations.ts";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { Avatar } from "./avatar.tsx";
import { Choice } from "./choice.tsx";
import { Icon } from "./icons.tsx";
import { LoadFailure } from "./load-failure.tsx";
import { Popup } from "./popup.tsx";

const text = labels.assign;

interface AssignMenuProps {
  readonly desk: Desk;
  readonly conversation: Conversation;
}

type Person = NonNullable<Conversation["assignee"]>;

/** Who looks after the conversation: oneself first, then everybody else. */
export function AssignMenu({ desk, conversation }: AssignMenuProps): VNode {
  const { id, assignee } = conversation;
  const { team } = desk;
  const people = peopleOf(desk);
  return (
    <Popup
      label={assignee === undefined ? text.unassigned : text.to(assignee.name)}
      title={text.menu}
      onOpen={() => void team.load()}
      button={
        assignee === undefined ? (
          <Icon name="person" />
        ) : (
          <>
            <Avatar id={assignee.id} name={assignee.name} picture={assignee.avatar_url} />
            <span class="head-button-text line" dir="auto">
              {assignee.name}
            </span>
          </>
        )
      }
    >
      {(close) => {
        const choose = (person: Person | undefined): void => {
          close();
          if (person?.id !== assignee?.id) void desk.actions.assign(id, person);
        };
        return (
          <ul class="choices" role="list">
            <li>
              <Choice isChosen={assignee === undefined} onChoose={() => choose(undefined)}>
                <span class="nobody" aria-hidden="true">
                  <Icon name="person" />
                </span>
                <span class="choice-text line">{text.nobody}</span>
              </Choice>
            </li>
            {people.map((person) => (
              <li key={person.id}>
                <Choice isChosen={person.id === assignee?.id} onChoose={() => choose(person)}>
                  <Avatar
                    id={person.id}
                    name={person.name}
                    picture={person.avatar_url}
                    isOnline={team.isThere(person.id)}
                  />
                  <span class="choice-text line" dir="auto">
                    {person.id === desk.operator.id ? text.me(person.name) : person.name}
                  </span>
                  {team.isThere(person.id) && (
                    <span class="visually-hidden">{labels.team.online}</span>
                  )}
                </Choice>
              </li>
            ))}
            {team.state === "loading" && <li class="note">{text.loading}</li>}
            {team.state === "failed" && (
              <li>
                <LoadFailure text={text.failed} onRetry={() => void team.load()} />
              </li>
            )}
          </ul>
        );
      }}
    </Popup>
  );
}

function peopleOf({ operator, profile, team }: Desk): readonly Person[] {
  const others = team.members
    .filter(({ id }) => id !== operator.id)
    .map((user) => personOf(user.id, `${user.first_name} ${user.last_name}`, user.avatar_url))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  return [personOf(operator.id, profile.name, profile.picture), ...others];
}

function personOf(id: string, name: string, picture: string | undefined): Person {
  return picture === undefined ? { id, name } : { id, name, avatar_url: picture };
}
