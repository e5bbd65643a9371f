/** Answers that the team has written beforehand: everybody's to use and to change. */
import type {
  CannedAnswerReads,
  CannedAnswerRow,
  CannedAnswerUpdate,
} from "../db/canned-answers.ts";
import type { Writer } from "../db/writer.ts";
import { ParleyError } from "../errors.ts";
import { CANNED_ANSWER_LIMITS } from "../protocol/limits.ts";

export interface CannedAnswersDeps {
  readonly writer: Writer;
  readonly cannedAnswers: CannedAnswerReads;
  readonly newId: () => string;
}

export interface CannedAnswers {
  /** By shortcut. */
  all(): readonly CannedAnswerRow[];
  /** Resolves to its id. Rejects with `shortcut_taken`, `limit_reached`. */
  create(answer: Omit<CannedAnswerRow, "id">): Promise<string>;
  /** Rejects with `answer_not_found`, `shortcut_taken`. */
  update(update: CannedAnswerUpdate): Promise<void>;
  /** Rejects with `answer_not_found`. */
  remove(id: string): Promise<void>;
}

export function createCannedAnswers(deps: CannedAnswersDeps): CannedAnswers {
  const { writer, cannedAnswers, newId } = deps;
  return {
    all: () => cannedAnswers.all(),

    async create(answer) {
      const id = newId();
      const limit = CANNED_ANSWER_LIMITS.answers;
      const outcome = await writer.write("createCannedAnswer", { ...answer, id, limit });
      if (outcome === "shortcut_taken") throw shortcutTaken();
      if (outcome === "too_many") {
        throw new ParleyError("limit_reached", `there are ${limit} canned answers at most`);
      }
      return id;
    },

    async update(update) {
      const outcome = await writer.write("updateCannedAnswer", update);
      if (outcome === "unknown") throw notFound();
      if (outcome === "shortcut_taken") throw shortcutTaken();
    },

    async remove(id) {
      if ((await writer.write("removeCannedAnswer", id)) === "unknown") throw notFound();
    },
  };
}

function notFound(): ParleyError {
  return new ParleyError("answer_not_found", "there is no such canned answer");
}

function shortcutTaken(): ParleyError {
  return new ParleyError("shortcut_taken", "another canned answer has this shortcut");
}
