import { Nothing } from "../../protocol/answers/answer.ts";
import { CreatedView, SavedViewList } from "../../protocol/answers/saved-views.ts";
import { CreateView, ListViews, RemoveView, UpdateView } from "../../protocol/saved-views.ts";
import type { Endpoint } from "../endpoint.ts";

export const SAVED_VIEWS: readonly Endpoint[] = [
  {
    path: "/views.create",
    summary: "Saves a filter of the list of conversations under a name",
    details: "It is its maker's alone unless it is shared.",
    tokens: ["operator"],
    request: CreateView,
    answers: { 201: { when: "It is made.", body: CreatedView } },
    errors: ["limit_reached"],
    stores: true,
  },
  {
    path: "/views.update",
    summary: "Changes a view",
    details:
      "What is left out stays as it is. A shared one is its maker's and the admins' to change.",
    tokens: ["operator"],
    request: UpdateView,
    answers: { 200: { when: "It is changed.", body: Nothing } },
    errors: ["view_not_found", "limit_reached"],
    stores: true,
  },
  {
    path: "/views.remove",
    summary: "Removes a view",
    tokens: ["operator"],
    request: RemoveView,
    answers: { 200: { when: "It is gone.", body: Nothing } },
    errors: ["view_not_found"],
    stores: true,
  },
  {
    path: "/views.list",
    summary: "One's own views and those that are shared, by name",
    tokens: ["operator"],
    request: ListViews,
    answers: { 200: { when: "All of them.", body: SavedViewList } },
  },
];
