import { useEffect, useState } from "preact/hooks";
import type { InvitationInfo } from "../../protocol/invitations.ts";
import { CallFailed, type Call } from "../api.ts";
import type { Entry } from "../route.ts";

/** What the invitation says that a link has brought; `onGone`: it makes no account any more. */
export function useInvitation(
  call: Call,
  entry: Entry | undefined,
  onGone: () => void,
): InvitationInfo | undefined {
  const [info, setInfo] = useState<InvitationInfo>();
  const token = entry?.kind === "invitation" ? entry.token : undefined;
  useEffect(() => {
    if (token === undefined) return;
    call("/invitations.info", { invitation_token: token }).then(setInfo, (error: unknown) => {
      if (!(error instanceof CallFailed)) throw error;
      // Whatever else it is, is said when the account is to be made.
      if (error.code === "not_found") onGone();
    });
  }, [call, token]);
  return info;
}
