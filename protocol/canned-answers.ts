import * as v from "valibot";
import { textUpTo, Uuid } from "./json.ts";
import { CANNED_ANSWER_LIMITS } from "./limits.ts";

export type { CannedAnswer, CannedAnswerList } from "./answers/canned-answers.ts";

const Shortcut = v.pipe(
  v.string(),
  v.maxLength(CANNED_ANSWER_LIMITS.shortcutLength),
  v.regex(/^[\p{L}\p{M}\p{N}-]+$/u, "must be letters, digits and hyphens"),
  v.transform((shortcut) => shortcut.normalize("NFC").toLowerCase()),
);
const AnswerText = textUpTo(CANNED_ANSWER_LIMITS.textLength);

export const CreateCannedAnswer = v.object({ shortcut: Shortcut, text: AnswerText });
/** What is left out stays as it is. */
export const UpdateCannedAnswer = v.object({
  id: Uuid,
  shortcut: v.optional(Shortcut),
  text: v.optional(AnswerText),
});
export const RemoveCannedAnswer = v.object({ id: Uuid });
export const ListCannedAnswers = v.object({});
