import * as v from "valibot";
import { Uuid } from "../json.ts";
import { Role } from "../users.ts";
import { PageMetadata, Time, answered, listOf } from "./answer.ts";

export const SignedIn = answered({
  id: Uuid,
  first_name: v.string(),
  last_name: v.string(),
  token: v.string(),
});
export type SignedIn = v.InferOutput<typeof SignedIn>;

export const Invited = answered({ invitation_token: v.string(), expires_at: Time });
export type Invited = v.InferOutput<typeof Invited>;

export const User = answered({
  id: Uuid,
  first_name: v.string(),
  last_name: v.string(),
  email: v.string(),
  role: Role,
  created_at: Time,
});
export type User = v.InferOutput<typeof User>;

export const UserPage = answered({ data: listOf(User), response_metadata: PageMetadata });
export type UserPage = v.InferOutput<typeof UserPage>;
