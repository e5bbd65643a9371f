import type * as v from "valibot";
import { Message } from "./message.ts";
import { PageMetadata, answered, listOf } from "./answer.ts";

/** Oldest to latest; the first page is the latest, `next_cursor` goes back in time. */
export const MessagePage = answered({ data: listOf(Message), response_metadata: PageMetadata });
export type MessagePage = v.InferOutput<typeof MessagePage>;
