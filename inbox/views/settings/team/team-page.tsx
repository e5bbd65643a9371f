import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Role, User } from "../../../../protocol/users.ts";
import { CallFailed } from "../../../api.ts";
import type { Desk } from "../../../desk/desk.ts";
import { labels } from "../../../labels.ts";
import { failureText } from "../../form-problems.ts";
import { LoadFailure } from "../../load-failure.tsx";
import { SavedNote } from "../../save-bar.tsx";
import { Section } from "../../section.tsx";
import type { SettingsPageProps } from "../pages.ts";
import { Invitations } from "./invitations.tsx";
import { MemberRow } from "./member-row.tsx";
import { PromoteDialog, RemoveDialog, StepDownDialog } from "./member-dialogs.tsx";

const text = labels.team;

/** Everybody who has an account, for all to see; admins change who it is and what they may do. */
export function TeamPage({ desk }: SettingsPageProps): VNode {
  const { team, profile } = desk;
  useEffect(() => void team.load(), [team]);
  if (team.state === "failed") {
    return <LoadFailure text={text.failed} onRetry={() => void team.load()} />;
  }
  if (team.state === "loading") return <p class="note">{text.loading}</p>;
  return (
    <>
      <Members desk={desk} />
      {profile.isAdmin && <Invitations desk={desk} />}
    </>
  );
}

function Members({ desk }: { readonly desk: Desk }): VNode {
  const { team, operator, profile } = desk;
  const [done, setDone] = useState("");
  const [problem, setProblem] = useState<string>();
  const [removing, setRemoving] = useState<User>();
  const [promoting, setPromoting] = useState<User>();
  const [isSteppingDown, setSteppingDown] = useState(false);

  async function setRole(user: User, role: Role): Promise<void> {
    const changed = await desk.call("/users.update", { id: user.id, role });
    team.take(changed);
    profile.take(changed);
    setDone(text.roleSaved(nameOf(user), text.roles[role]));
  }

  function choose(user: User, role: Role): void {
    setDone("");
    setProblem(undefined);
    if (role === user.role) return;
    if (user.id === operator.id) return setSteppingDown(true);
    if (role === "admin") return setPromoting(user);
    setRole(user, role).catch((error: unknown) => {
      if (!(error instanceof CallFailed)) throw error;
      setProblem(problemOf(error));
    });
  }

  return (
    <Section title={text.people} lead={text.count(team.members.length)}>
      <ul class="rows" role="list">
        {team.members.map((user) => (
          <MemberRow
            key={user.id}
            user={user}
            isOwn={user.id === operator.id}
            isManaged={profile.isAdmin}
            onRole={(role) => choose(user, role)}
            onRemove={() => {
              setDone("");
              setProblem(undefined);
              setRemoving(user);
            }}
          />
        ))}
      </ul>
      <SavedNote text={done} />
      <div role="alert">{problem !== undefined && <p class="form-problem">{problem}</p>}</div>
      {removing !== undefined && (
        <RemoveDialog
          user={removing}
          onRemove={async () => {
            await desk.call("/users.remove", { id: removing.id });
            team.remove(removing.id);
            setDone(text.removed(nameOf(removing)));
          }}
          onClose={() => setRemoving(undefined)}
          failureOf={problemOf}
        />
      )}
      {promoting !== undefined && (
        <PromoteDialog
          user={promoting}
          onPromote={() => setRole(promoting, "admin")}
          onClose={() => setPromoting(undefined)}
          failureOf={problemOf}
        />
      )}
      {isSteppingDown && (
        <StepDownDialog
          onStepDown={async () => {
            const own = team.members.find(({ id }) => id === operator.id);
            if (own !== undefined) await setRole(own, "agent");
          }}
          onClose={() => setSteppingDown(false)}
          failureOf={problemOf}
        />
      )}
    </Section>
  );
}

function problemOf(failure: CallFailed): string {
  return failure.code === "last_admin" ? text.lastAdmin : failureText(failure);
}

function nameOf({ first_name, last_name }: User): string {
  return `${first_name} ${last_name}`;
}
