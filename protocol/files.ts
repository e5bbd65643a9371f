/** Uploads: the request is the file itself, the answer what a message's content takes. */
import * as v from "valibot";
import { answered, Name, WebUrl, Whole } from "./json.ts";

/** What stands in the query. */
export const UploadQuery = v.object({ name: v.optional(v.string(), "") });

const FileKind = v.picklist(["image", "video", "audio", "file"]);
export type FileKind = v.InferOutput<typeof FileKind>;

export const UploadedFile = answered({ type: FileKind, url: WebUrl, name: Name, size: Whole });
export type UploadedFile = v.InferOutput<typeof UploadedFile>;
