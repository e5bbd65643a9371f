/** `/sessions.…`: where somebody is logged in. */
import * as v from "valibot";
import { Uuid } from "./json.ts";

export type { LoginSession, LoginSessionList } from "./answers/sessions.ts";

export const ListSessions = v.object({});
export const EndSession = v.object({ id: Uuid });
export const EndOtherSessions = v.object({});
