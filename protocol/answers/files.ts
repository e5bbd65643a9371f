import type * as v from "valibot";
import { FileKind } from "../files.ts";
import { Name, WebUrl, Whole } from "../json.ts";
import { answered } from "./answer.ts";

export const UploadedFile = answered({ type: FileKind, url: WebUrl, name: Name, size: Whole });
export type UploadedFile = v.InferOutput<typeof UploadedFile>;
