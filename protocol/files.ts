/** Uploads: the request is the file itself, the answer what a message's content takes. */
import * as v from "valibot";

export type { UploadedFile } from "./answers/files.ts";

/** What stands in the query. */
export const UploadQuery = v.object({ name: v.optional(v.string(), "") });

export const FileKind = v.picklist(["image", "video", "audio", "file"]);
export type FileKind = v.InferOutput<typeof FileKind>;
