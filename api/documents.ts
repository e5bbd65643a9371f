import type { ErrorCode } from "../errors.ts";
import { asyncApi } from "./asyncapi.ts";
import { openApi } from "./openapi.ts";

/** Both as JSON text. */
export interface Documents {
  readonly openApi: string;
  readonly asyncApi: string;
}

/** `statusOf` is the table that the errors are answered by. */
export function makeDocuments(statusOf: Readonly<Record<ErrorCode, number>>): Documents {
  return { openApi: JSON.stringify(openApi(statusOf)), asyncApi: JSON.stringify(asyncApi()) };
}
