/** What every error answers, in JSON. */
import * as v from "valibot";
import { answered, listOf } from "./answer.ts";

/** One thing that is wrong with a request; `path` as in `message.text`. */
export const FieldIssue = answered({ path: v.string(), message: v.string() });

/** `code` is for programs, `message` a sentence for people. */
export const Refusal = answered({
  code: v.string(),
  message: v.string(),
  issues: v.exactOptional(listOf(FieldIssue)),
});
export type Refusal = v.InferOutput<typeof Refusal>;
