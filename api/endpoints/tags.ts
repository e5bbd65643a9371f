import { Nothing } from "../../protocol/answers/answer.ts";
import { CreatedTag, TagList } from "../../protocol/answers/tags.ts";
import { CreateTag, DeleteTag, ListTags, UpdateTag } from "../../protocol/tags.ts";
import type { Endpoint } from "../endpoint.ts";

export const TAGS: readonly Endpoint[] = [
  {
    path: "/tags.create",
    summary: "Makes a tag",
    tokens: ["operator"],
    request: CreateTag,
    answers: { 201: { when: "It is made.", body: CreatedTag } },
    errors: ["tag_name_taken", "limit_reached"],
    stores: true,
  },
  {
    path: "/tags.update",
    summary: "Renames or recolours a tag",
    details: "What is left out stays as it is.",
    tokens: ["operator"],
    request: UpdateTag,
    answers: { 200: { when: "It is changed.", body: Nothing } },
    errors: ["tag_not_found", "tag_name_taken"],
    stores: true,
  },
  {
    path: "/tags.delete",
    summary: "Deletes a tag, and takes it off every conversation",
    tokens: ["operator"],
    request: DeleteTag,
    answers: { 200: { when: "It is gone.", body: Nothing } },
    errors: ["tag_not_found"],
    stores: true,
  },
  {
    path: "/tags.list",
    summary: "All tags",
    tokens: ["operator"],
    request: ListTags,
    answers: { 200: { when: "All of them.", body: TagList } },
  },
];
