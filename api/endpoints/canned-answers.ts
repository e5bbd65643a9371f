import { Nothing } from "../../protocol/answers/answer.ts";
import { CannedAnswerList, CreatedCannedAnswer } from "../../protocol/answers/canned-answers.ts";
import {
  CreateCannedAnswer,
  ListCannedAnswers,
  RemoveCannedAnswer,
  UpdateCannedAnswer,
} from "../../protocol/canned-answers.ts";
import type { Endpoint } from "../endpoint.ts";

export const CANNED_ANSWERS: readonly Endpoint[] = [
  {
    path: "/answers.create",
    summary: "Makes a canned answer",
    details: "The shortcut is kept in lower case.",
    tokens: ["operator"],
    request: CreateCannedAnswer,
    answers: { 201: { when: "It is made.", body: CreatedCannedAnswer } },
    errors: ["shortcut_taken", "limit_reached"],
    stores: true,
  },
  {
    path: "/answers.update",
    summary: "Changes a canned answer",
    details: "What is left out stays as it is.",
    tokens: ["operator"],
    request: UpdateCannedAnswer,
    answers: { 200: { when: "It is changed.", body: Nothing } },
    errors: ["answer_not_found", "shortcut_taken"],
    stores: true,
  },
  {
    path: "/answers.remove",
    summary: "Removes a canned answer",
    tokens: ["operator"],
    request: RemoveCannedAnswer,
    answers: { 200: { when: "It is gone.", body: Nothing } },
    errors: ["answer_not_found"],
    stores: true,
  },
  {
    path: "/answers.list",
    summary: "All canned answers, by shortcut",
    tokens: ["operator"],
    request: ListCannedAnswers,
    answers: { 200: { when: "All of them.", body: CannedAnswerList } },
  },
];
