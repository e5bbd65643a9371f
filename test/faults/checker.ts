/**
 * Holds what clients were told against the promise (SPEC.md, "Delivery"). It hears of every attempt, of
 * every answer and of every message that a viewer sees, as they happen, and finally reads the database.
 * It knows nothing of how the server works, only what it has promised.
 */
import type { Message } from "../../protocol/message.ts";
import type { Journal } from "./journal.ts";
import { examineDatabase } from "./stored.ts";
import { fingerprint, type Attempt, type Attempted, type Told, type View } from "./told.ts";

export interface Counts {
  attempts: number;
  answers: number;
  refusals: number;
  unknown: number;
  seen: number;
  connections: number;
}

/** What is kept for each rule of a run that goes wrong all over. */
const VIOLATIONS_KEPT = 5;

export class Checker {
  readonly counts: Counts = {
    attempts: 0,
    answers: 0,
    refusals: 0,
    unknown: 0,
    seen: 0,
    connections: 0,
  };
  readonly violations: string[] = [];
  readonly #journal: Journal;
  readonly #before: number;
  readonly #attempts = new Map<string, Attempted>();
  /** By id: the one message that everybody has to be told. */
  readonly #told = new Map<string, Told>();
  readonly #answered = new Set<string>();
  /** The last offset that was answered, by conversation. */
  readonly #ends = new Map<string, number>();
  readonly #views: View[] = [];

  /** `before`: how many messages the database had when the experiment began. */
  constructor(journal: Journal, before = 0) {
    this.#journal = journal;
    this.#before = before;
  }

  get failed(): boolean {
    return this.violations.length > 0;
  }

  /** Each starts with the id of the rule that is broken. */
  violation(text: string): void {
    this.#journal.write("violation", { text });
    const rule = text.split(":", 1)[0] ?? "";
    const known = this.violations.filter((one) => one.startsWith(rule));
    if (known.length < VIOLATIONS_KEPT) this.violations.push(text);
  }

  /** Something was done to the server, the network or a client. */
  fault(what: string): void {
    this.#journal.write("fault", { what });
  }

  attempted(attempt: Attempt): void {
    this.counts.attempts += 1;
    const { id, conversation, text, from } = attempt;
    this.#attempts.set(id, { id, conversation, from, textPrint: fingerprint(text) });
    this.#journal.write("attempt", { id, conversation, from });
  }

  answered(by: string, id: string, message: Message): void {
    this.counts.answers += 1;
    this.#journal.write("answer", { by, id, answered: message.id, offset: message.offset });
    if (message.id !== id) this.violation(`DELIVERY-2: ${id} was answered with ${message.id}`);
    this.#answered.add(id);
    const conversation = this.#attempts.get(id)?.conversation ?? "";
    this.#ends.set(conversation, Math.max(message.offset, this.#ends.get(conversation) ?? 0));
    this.#compare(by, message);
  }

  /** Not stored now; the sender tries again. `expected`: the promise allows this answer. */
  refused(by: string, id: string, status: number, code: string, expected: boolean): void {
    this.counts.refusals += 1;
    this.#journal.write("refusal", { by, id, status, code });
    if (!expected) this.violation(`DELIVERY-2: ${id} of ${by} was refused: ${status} ${code}`);
  }

  /** No answer came: the message is stored once or not at all. */
  unknown(by: string, id: string, reason: string): void {
    this.counts.unknown += 1;
    this.#journal.write("unknown", { by, id, reason });
  }

  view(name: string, conversation: string | undefined): View {
    let last = conversation === undefined ? this.#before : 0;
    const view: View = {
      name,
      conversation,
      get last() {
        return last;
      },
      saw: (number, from, message) => {
        this.counts.seen += 1;
        this.#journal.write("saw", { by: name, number, id: message.id });
        if (number !== last + 1) {
          this.violation(`DELIVERY-3: ${name} saw ${number} after ${last}`);
        }
        if (conversation !== undefined && from !== conversation) {
          this.violation(`DELIVERY-3: ${name} saw ${message.id} of another conversation`);
        }
        last = number;
        this.#compare(name, message);
      },
    };
    this.#views.push(view);
    return view;
  }

  /** Whether every view has come to the end of what was answered. */
  everybodyIsThere(): boolean {
    return this.#views.every(({ conversation, last }) => {
      if (conversation === undefined) return last >= this.#before + this.#answered.size;
      return last >= (this.#ends.get(conversation) ?? 0);
    });
  }

  /** Reads the database, which nobody uses any more, and adds what is wrong in it. */
  examine(path: string): void {
    const heard = {
      before: this.#before,
      attempts: this.#attempts,
      told: this.#told,
      answered: this.#answered,
      views: this.#views,
    };
    for (const text of examineDatabase(path, heard)) this.violation(text);
  }

  /** Everybody is told the same about a message, over HTTP, live and in a replay. */
  #compare(by: string, message: Message): void {
    const text = JSON.stringify(message);
    const print = fingerprint(text);
    const before = this.#told.get(message.id);
    if (before === undefined) {
      const { offset, sent_at, sender_type } = message;
      const contentPrint = fingerprint(JSON.stringify(message.content));
      this.#told.set(message.id, { offset, sent_at, sender_type, contentPrint, print });
    } else if (before.print !== print) {
      const others = `offset ${before.offset} at ${before.sent_at}`;
      const told = text.slice(0, 200);
      this.violation(`DELIVERY-2: ${by} was told ${told}, others something else (${others})`);
    }
  }
}
