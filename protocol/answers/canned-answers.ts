import * as v from "valibot";
import { Uuid } from "../json.ts";
import { answered, listOf } from "./answer.ts";

export const CannedAnswer = answered({
  id: Uuid,
  /** In lower case, and no other answer's. */
  shortcut: v.string(),
  /** Whoever sends it fills in `{{visitor}}` and `{{me}}`. */
  text: v.string(),
});
export type CannedAnswer = v.InferOutput<typeof CannedAnswer>;

export const CreatedCannedAnswer = answered({ id: Uuid });

export const CannedAnswerList = answered({ data: listOf(CannedAnswer) });
export type CannedAnswerList = v.InferOutput<typeof CannedAnswerList>;
