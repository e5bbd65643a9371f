import * as v from "valibot";
import { Name } from "./json.ts";
import { TEXT_LIMITS } from "./limits.ts";

/** What somebody may do: agents everything about conversations, admins also how the server is set up. */
export const Role = v.picklist(["admin", "agent"], "must be admin or agent");
export type Role = v.InferOutput<typeof Role>;

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

export const SignUp = v.object({
  first_name: Name,
  last_name: Name,
  email: Email,
  password: Password,
  /** Printed by the server while there is no account. */
  setup_token: v.optional(v.pipe(v.string(), v.maxLength(200))),
  /** For an admin's token only; by default agent. */
  role: v.optional(Role),
});

export const LogIn = v.object({
  email: Email,
  password: v.pipe(v.string(), v.maxLength(TEXT_LIMITS.password)),
});

/** The token says which login ends. */
export const LogOut = v.object({});

export interface SignedIn {
  readonly id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly token: string;
}
