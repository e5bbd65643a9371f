import * as v from "valibot";
import { Name, PageRequest, Uuid } from "./json.ts";
import { TEXT_LIMITS } from "./limits.ts";

export type { OwnAccount, RemovedUser, SignedIn, User, UserPage } from "./answers/users.ts";

/** What somebody may do: agents everything about conversations, admins also how the server is set up. */
export const Role = v.picklist(["admin", "agent"], "must be admin or agent");
export type Role = v.InferOutput<typeof Role>;

/** Whether somebody answers now: who is away does not count for visitors. */
export const Availability = v.picklist(["available", "away"], "must be available or away");
export type Availability = v.InferOutput<typeof Availability>;

/** Compared in lower case: people do not remember how they wrote it. */
const Email = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.maxLength(TEXT_LIMITS.email),
  v.email("must be an e-mail address"),
);

const Password = v.pipe(
  v.string(),
  v.minLength(6, "must have 6 characters at least"),
  v.maxLength(TEXT_LIMITS.password),
);

/** To be compared with the real one. */
const GivenPassword = v.pipe(v.string(), v.maxLength(TEXT_LIMITS.password));

/** A setup token, or an invitation's. */
export const Secret = v.pipe(v.string(), v.maxLength(200));

export const SignUp = v.object({
  first_name: Name,
  last_name: Name,
  email: Email,
  password: Password,
  /** Printed by the server while there is no account. */
  setup_token: v.optional(Secret),
  invitation_token: v.optional(Secret),
  /** For an admin's token only, by default agent: an invitation has a role, the first account is an admin's. */
  role: v.optional(Role),
});

export const LogIn = v.object({
  email: Email,
  password: GivenPassword,
});

/** The token says which login ends. */
export const LogOut = v.object({});

export const ListUsers = PageRequest;

/** One's own account. */
export const OwnInfo = v.object({});

export const UpdateUser = v.object({
  /** By default one's own account. */
  id: v.optional(Uuid),
  first_name: v.optional(Name),
  last_name: v.optional(Name),
  email: v.optional(Email),
  availability: v.optional(Availability),
  role: v.optional(Role),
  password: v.optional(Password),
  current_password: v.optional(GivenPassword),
});

export const RemoveUser = v.object({ id: Uuid });

/** By default one's own. */
export const RemoveAvatar = v.object({ id: v.optional(Uuid) });
