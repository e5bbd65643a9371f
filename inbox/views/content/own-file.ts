/** The path of a file of ours in an address of it. */
const UPLOADED = /^https?:\/\/[^?#]*?(\/files\/[\w-]{43}\/[^/?#]+)$/i;

/**
 * Where our own server has the file, whatever name it went by when the file was uploaded; undefined for
 * what is on another host. Only this is loaded: a message makes the operator's browser call nobody else.
 */
export function ownFile(url: string): string | undefined {
  return UPLOADED.exec(url)?.[1];
}
