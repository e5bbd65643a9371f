import * as v from "valibot";
import { Uuid, WebUrl } from "../json.ts";
import { Availability, Role } from "../users.ts";
import { PageMetadata, Time, answered, listOf } from "./answer.ts";

export const SignedIn = answered({
  id: Uuid,
  first_name: v.string(),
  last_name: v.string(),
  token: v.string(),
});
export type SignedIn = v.InferOutput<typeof SignedIn>;

export const User = answered({
  id: Uuid,
  first_name: v.string(),
  last_name: v.string(),
  email: v.string(),
  role: Role,
  availability: Availability,
  /** Connected to `/ws.communication` now. */
  online: v.boolean(),
  avatar_url: v.exactOptional(WebUrl),
  created_at: Time,
});
export type User = v.InferOutput<typeof User>;

/** Whose token it is. A bot is named by its first name, and has neither an address nor a last name. */
export const OwnAccount = answered({
  ...User.entries,
  email: v.exactOptional(v.string()),
  is_bot: v.boolean(),
});
export type OwnAccount = v.InferOutput<typeof OwnAccount>;

/** `/queue/user/removed` */
export const RemovedUser = answered({ id: Uuid });
export type RemovedUser = v.InferOutput<typeof RemovedUser>;

export const UserPage = answered({ data: listOf(User), response_metadata: PageMetadata });
export type UserPage = v.InferOutput<typeof UserPage>;
