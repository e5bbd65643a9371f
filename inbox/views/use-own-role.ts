import { useEffect } from "preact/hooks";
import type { Role } from "../../protocol/users.ts";
import type { Desk } from "../desk/desk.ts";

/** The operator's role, as far as it is known. Asked for once it `matters`; the server decides in any case. */
export function useOwnRole({ team, operator }: Desk, matters: boolean): Role | undefined {
  useEffect(() => {
    if (matters && team.state === "loading") void team.load();
  }, [team, matters]);
  return team.members.find(({ id }) => id === operator.id)?.role;
}
