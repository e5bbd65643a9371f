/** The API's endpoints that the inbox calls, and what becomes of a call. */
import type { CannedAnswer, CannedAnswerList } from "../protocol/canned-answers.ts";
import type { Channel, ChannelDetails, ExploredChannel } from "../protocol/channels.ts";
import type { Content } from "../protocol/content.ts";
import type { ConversationPage } from "../protocol/conversation-list.ts";
import type { Conversation, PageVisits } from "../protocol/conversations.ts";
import type { Message } from "../protocol/message.ts";
import type { MessagePage } from "../protocol/messages.ts";
import type { Note, NotePage } from "../protocol/notes.ts";
import type { Tag, TagColor } from "../protocol/tags.ts";
import type { SavedView, SavedViewList } from "../protocol/saved-views.ts";
import type { MetadataValue } from "./desk/metadata.ts";
import type { PageOf, TeamCalls } from "./team-calls.ts";

export type { PageOf };

export interface Reply {
  readonly id: string;
  readonly conversation_id: string;
  readonly message: Content;
}

export interface NewNote {
  readonly id: string;
  readonly conversation_id: string;
  readonly text: string;
}

export interface ListRequest extends PageOf {
  readonly filters?: string;
}

interface OfChannel {
  readonly channel_id: string;
}

/** What is left out stays as it is; what is given replaces all of what was there. */
export interface ChannelUpdate {
  readonly name?: string;
  readonly config?: ChannelDetails["config"];
  readonly allowed_origins?: readonly string[];
  readonly require_identity?: boolean;
}

export type NewView = Omit<SavedView, "id" | "editable">;

interface OfConversation {
  readonly conversation_id: string;
}

interface Calls extends TeamCalls {
  "/channels.list": { body: object; answer: { readonly data: readonly Channel[] } };
  "/channels.explore": {
    body: { readonly source: "chat_plugin" };
    answer: { readonly data: readonly ExploredChannel[] };
  };
  "/channels.info": { body: OfChannel; answer: ChannelDetails };
  "/channels.connect": {
    body: {
      readonly source: "chat_plugin";
      readonly source_channel_id: string;
      readonly name?: string;
    };
    answer: Channel;
  };
  "/channels.disconnect": { body: OfChannel; answer: object };
  "/channels.identity": {
    body: OfChannel & { readonly rotate?: boolean };
    answer: { readonly secret: string };
  };
  "/channels.update": { body: OfChannel & ChannelUpdate; answer: ChannelDetails };
  "/conversations.list": { body: ListRequest; answer: ConversationPage };
  "/conversations.info": { body: OfConversation; answer: Conversation };
  "/conversations.pages": { body: OfConversation; answer: PageVisits };
  "/metadata.set": {
    body: OfConversation & { readonly key: string; readonly value: MetadataValue };
    answer: object;
  };
  "/metadata.remove": { body: OfConversation & { readonly key: string }; answer: object };
  "/conversations.read": { body: OfConversation & { readonly offset: number }; answer: object };
  "/conversations.set-state": {
    body: OfConversation & { readonly state: Conversation["state"] };
    answer: object;
  };
  "/conversations.assign": {
    body: OfConversation & { readonly user_id: string | null };
    answer: object;
  };
  "/conversations.tag": { body: OfConversation & { readonly tag_id: string }; answer: object };
  "/conversations.untag": { body: OfConversation & { readonly tag_id: string }; answer: object };
  "/conversations.update-contact": {
    body: OfConversation & { readonly display_name: string };
    answer: object;
  };
  "/views.list": { body: object; answer: SavedViewList };
  "/views.create": { body: NewView; answer: { readonly id: string } };
  "/views.update": { body: NewView & { readonly id: string }; answer: object };
  "/views.remove": { body: { readonly id: string }; answer: object };
  "/tags.list": { body: object; answer: { readonly tags: readonly Tag[] } };
  "/tags.create": {
    body: { readonly name: string; readonly color: TagColor };
    answer: { readonly id: string };
  };
  "/conversations.unread": { body: OfConversation; answer: object };
  "/notes.create": { body: NewNote; answer: Note };
  "/notes.list": { body: PageOf & OfConversation; answer: NotePage };
  "/notes.remove": { body: { readonly id: string }; answer: object };
  "/answers.list": { body: object; answer: CannedAnswerList };
  "/answers.create": {
    body: { readonly shortcut: string; readonly text: string };
    answer: { readonly id: string };
  };
  "/answers.update": { body: CannedAnswer; answer: object };
  "/answers.remove": { body: { readonly id: string }; answer: object };
  "/messages.list": { body: PageOf & OfConversation; answer: MessagePage };
  "/messages.send": { body: Reply; answer: Message };
}

/** Rejects with CallFailed and with nothing else. */
export type Call = <Path extends keyof Calls>(
  path: Path,
  body: Calls[Path]["body"],
) => Promise<Calls[Path]["answer"]>;

interface ErrorBody {
  readonly code: string;
  readonly message: string;
  readonly issues?: readonly { readonly path: string; readonly message: string }[];
}

export class CallFailed extends Error {
  override readonly name = "CallFailed";
  /** The HTTP status; 0: no answer, or one that is not the API's. */
  readonly status: number;
  readonly code: string;
  readonly issues: NonNullable<ErrorBody["issues"]>;
  /** Milliseconds that the server asks to wait, 0 when it does not say. */
  readonly retryAfter: number;

  constructor(status: number, body: Partial<ErrorBody> = {}, retryAfter = 0) {
    super(body.message ?? "");
    this.status = status;
    this.code = body.code ?? "";
    this.issues = body.issues ?? [];
    this.retryAfter = retryAfter;
  }

  /** The same call may succeed later: nothing was said about the call itself. */
  get passing(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

export interface CallDeps {
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>;
  readonly token?: () => string | undefined;
  readonly onUnauthorized?: (token: string) => void;
}

const TIMEOUT = 20_000;

export function createCall(deps: CallDeps): Call {
  return async (path, body) => {
    const token = deps.token?.();
    const isFile = body instanceof Blob;
    const type = isFile ? "application/octet-stream" : "application/json";
    const headers: Record<string, string> = { "Content-Type": type };
    if (token !== undefined) headers["Authorization"] = `Bearer ${token}`;
    const { response, answer } = await exchange(deps, path, {
      method: "POST",
      headers,
      body: isFile ? body : JSON.stringify(body),
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (response.ok) return answer;
    if (response.status === 401 && token !== undefined) deps.onUnauthorized?.(token);
    const seconds = Number(response.headers.get("Retry-After") ?? 0);
    throw new CallFailed(response.status, answer, Number.isFinite(seconds) ? seconds * 1_000 : 0);
  };
}

/** No network, no answer in time, or a proxy's page instead of JSON: all the same to a caller. */
async function exchange(
  deps: CallDeps,
  path: string,
  init: RequestInit,
  // oxlint-disable-next-line typescript/no-explicit-any -- the server's own answer, typed by Calls
): Promise<{ response: Response; answer: any }> {
  let status = 0;
  try {
    const response = await deps.fetch(path, init);
    if (!response.ok) status = response.status;
    return { response, answer: await response.json() };
  } catch {
    throw new CallFailed(status);
  }
}
