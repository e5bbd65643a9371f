/**
 * Every word that s.js itself says (extras/labels.ts has those of the second script). English is in the
 * script; the others (languages/) are tables with the words of both, of which the server sends the
 * visitor's one with the channel's config.
 */

export interface Labels {
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly open: string;
  readonly close: string;
  readonly message: string;
  readonly placeholder: string;
  readonly send: string;
  readonly messages: string;
  readonly you: string;
  readonly team: string;
  readonly connected: string;
  readonly typing: string;
  readonly connecting: string;
  readonly offline: string;
  readonly closed: string;
  readonly offlineNotice: string;
  readonly closedNotice: string;
  readonly welcome: string;
  readonly welcomeMore: string;
  readonly sending: string;
  readonly waiting: string;
  readonly sent: string;
  readonly seen: string;
  readonly failed: string;
  readonly tooLong: string;
  readonly tooLarge: string;
  readonly retry: string;
  readonly discard: string;
  readonly file: string;
  readonly attach: string;
  readonly emoji: string;
  /** By the language's plural categories (Intl.PluralRules); `#` stands for the number. */
  readonly unread: Plural;
}

export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

export const ENGLISH: Labels = {
  language: "en",
  direction: "ltr",
  open: "Open chat",
  close: "Close chat",
  message: "Message",
  placeholder: "Write a message…",
  send: "Send",
  messages: "Messages",
  you: "You",
  team: "Team",
  connected: "Connected",
  typing: "Writing…",
  connecting: "Connecting…",
  offline: "Offline",
  closed: "Closed",
  offlineNotice: "You are offline. Your messages will be sent when you are back.",
  closedNotice: "This chat is closed. What you have written stays here.",
  welcome: "Ask us anything…",
  welcomeMore: "You can leave and come back: this conversation stays here.",
  sending: "Sending…",
  waiting: "Waiting to be sent",
  sent: "Sent",
  seen: "Seen",
  failed: "Not sent",
  tooLong: "Not sent: this message is too long",
  tooLarge: "Not sent: a file may have up to 10 MB",
  retry: "Retry",
  discard: "Discard",
  file: "File",
  attach: "Attach files",
  emoji: "Emoji",
  unread: { one: "# unread message", other: "# unread messages" },
};

export function plural(forms: Plural, count: number, language: string): string {
  const form = forms[new Intl.PluralRules(language).select(count)] ?? forms.other;
  return form.replace("#", String(count));
}
