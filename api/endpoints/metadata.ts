import { Nothing } from "../../protocol/answers/answer.ts";
import { RemoveMetadata, SetMetadata } from "../../protocol/metadata.ts";
import type { Endpoint } from "../endpoint.ts";

export const METADATA: readonly Endpoint[] = [
  {
    path: "/metadata.set",
    summary: "Notes something about a conversation",
    details: "Dots in the key nest: `ad.id` is the field `id` of the object `ad`.",
    tokens: ["operator"],
    request: SetMetadata,
    answers: { 200: { when: "It is noted.", body: Nothing } },
    errors: ["conversation_not_found"],
    stores: true,
  },
  {
    path: "/metadata.remove",
    summary: "Forgets something noted about a conversation",
    tokens: ["operator"],
    request: RemoveMetadata,
    answers: { 200: { when: "It is forgotten.", body: Nothing } },
    errors: ["conversation_not_found"],
    stores: true,
  },
];
