import * as v from "valibot";
import { Uuid } from "../json.ts";
import { Time, answered, listOf } from "./answer.ts";

/** A login. Its token is not told. */
export const LoginSession = answered({
  id: Uuid,
  created_at: Time,
  /** When a websocket of it was opened or closed last. */
  last_seen_at: v.exactOptional(Time),
  /** It has a websocket now. */
  online: v.boolean(),
  /** The one that asks. */
  current: v.boolean(),
  /** The browser, as it called itself when it logged in. */
  user_agent: v.exactOptional(v.string()),
});
export type LoginSession = v.InferOutput<typeof LoginSession>;

export const LoginSessionList = answered({ data: listOf(LoginSession) });
export type LoginSessionList = v.InferOutput<typeof LoginSessionList>;
