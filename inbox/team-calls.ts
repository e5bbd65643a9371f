/** The endpoints about operators: accounts, invitations, logins and API tokens. */
import type { InvitationInfo, InvitationList, Invited } from "../protocol/invitations.ts";
import type { LoginSessionList } from "../protocol/sessions.ts";
import type { ApiToken, CreatedToken } from "../protocol/tokens.ts";
import type {
  Availability,
  OwnAccount,
  Role,
  SignedIn,
  User,
  UserPage,
} from "../protocol/users.ts";

export interface PageOf {
  readonly cursor?: string;
  readonly page_size?: number;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

export interface NewAccount extends Credentials {
  readonly first_name: string;
  readonly last_name: string;
  readonly setup_token?: string;
  readonly invitation_token?: string;
}

/** What is left out stays. */
export interface AccountUpdate {
  /** By default one's own. */
  readonly id?: string;
  readonly first_name?: string;
  readonly last_name?: string;
  readonly email?: string;
  readonly availability?: Availability;
  readonly role?: Role;
  readonly password?: string;
  readonly current_password?: string;
}

interface OfId {
  readonly id: string;
}

export interface TeamCalls {
  "/users.signup": { body: NewAccount; answer: SignedIn };
  "/users.login": { body: Credentials; answer: SignedIn };
  "/users.logout": { body: object; answer: object };
  "/users.info": { body: object; answer: OwnAccount };
  "/users.list": { body: PageOf; answer: UserPage };
  "/users.update": { body: AccountUpdate; answer: User };
  "/users.set-avatar": { body: Blob; answer: User };
  "/users.remove-avatar": { body: object; answer: User };
  "/users.remove": { body: OfId; answer: object };
  "/users.invite": { body: { readonly role: Role; readonly name?: string }; answer: Invited };
  "/invitations.info": { body: { readonly invitation_token: string }; answer: InvitationInfo };
  "/invitations.list": { body: object; answer: InvitationList };
  "/invitations.revoke": { body: OfId; answer: object };
  "/sessions.list": { body: object; answer: LoginSessionList };
  "/sessions.end": { body: OfId; answer: object };
  "/sessions.end-others": { body: object; answer: object };
  "/tokens.list": { body: object; answer: { readonly data: readonly ApiToken[] } };
  "/tokens.create": { body: { readonly name: string; readonly role: Role }; answer: CreatedToken };
  "/tokens.revoke": { body: OfId; answer: object };
}
