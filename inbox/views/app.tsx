import type { VNode } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { SignedIn } from "../../protocol/users.ts";
import type { Call } from "../api.ts";
import type { Desk } from "../desk/desk.ts";
import type { Session } from "../session.ts";
import { DeskView } from "./desk-view.tsx";
import { SignIn } from "./sign-in.tsx";
import { useChanges } from "./use-changes.ts";
import { useLocation } from "./use-location.ts";

export interface AppProps {
  readonly session: Session;
  /** Calls without a token. */
  readonly call: Call;
  readonly createDesk: (operator: SignedIn) => Desk;
  readonly onLogOut: (operator: SignedIn) => void;
}

export function App({ session, call, createDesk, onLogOut }: AppProps): VNode {
  useChanges(session.changes);
  const { route, entry, forgetEntry } = useLocation();
  const { operator } = session;
  const desk = useMemo(() => operator && createDesk(operator), [operator, createDesk]);
  useEffect(() => desk && attend(desk), [desk]);

  if (desk !== undefined && entry?.kind !== "invitation") {
    return <DeskView desk={desk} route={route} onLogOut={() => onLogOut(desk.operator)} />;
  }
  return (
    <SignIn
      call={call}
      entry={entry}
      ended={session.ended}
      {...(desk !== undefined && { stay: { name: desk.profile.name, onStay: forgetEntry } })}
      onSignedIn={(signedIn) => {
        forgetEntry();
        session.signIn(signedIn);
      }}
    />
  );
}

/** Starts a desk and tells it of the network and of the person's looking; gives what ends that. */
function attend(desk: Desk): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  function look(): void {
    const isVisible = document.visibilityState === "visible";
    desk.look(isVisible);
    if (isVisible) desk.wake();
  }
  document.addEventListener("visibilitychange", look, { signal });
  addEventListener("online", () => desk.wake(), { signal });
  desk.start();
  look();
  return () => {
    ending.abort();
    desk.stop();
  };
}
