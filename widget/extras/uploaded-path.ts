/** The path of an uploaded file, whatever name the server went by then. */
const UPLOADED = /^https?:\/\/[^?#]*?(\/files\/[\w-]{43}\/[^/?#]+)$/i;

/** Only what our own server has is loaded: a message makes the visitor's browser call nobody else. */
export function uploadedPath(url: string): string | undefined {
  return UPLOADED.exec(url)?.[1];
}
