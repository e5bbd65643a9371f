import type { SignedIn } from "../../protocol/users.ts";
import type { Call } from "../api.ts";
import type { Clock } from "../clock.ts";
import type { Store } from "../store.ts";
import type { Alerts } from "../alerts/alerts.ts";
import type { Upload } from "../upload.ts";
import type { Connect } from "./live.ts";

/** What a desk gets from the page around it. */
export interface DeskDeps {
  readonly operator: SignedIn;
  readonly call: Call;
  readonly upload: Upload;
  readonly connect: Connect;
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Told what a visitor has written where the person is not looking. */
  readonly alerts: Alerts;
  /** The server does not take the token any more. */
  readonly onUnauthorized: () => void;
}
