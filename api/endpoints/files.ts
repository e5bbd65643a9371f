import type { Endpoint } from "../endpoint.ts";

export const FILES: readonly Endpoint[] = [
  {
    path: "/files/{id}/{name}",
    method: "get",
    summary: "A file that was sent",
    details: "Whoever knows the address may read it; parts of it too, by Range.",
    tokens: [],
    answers: {
      200: { when: "The file.", body: "bytes", headers: ["ETag"] },
      206: { when: "The part.", body: "bytes", headers: ["ETag", "Content-Range"] },
      304: { when: "It is the one that If-None-Match names.", headers: ["ETag"] },
      416: { when: "There is no such part.", headers: ["Content-Range"] },
    },
    errors: ["not_found"],
  },
];
