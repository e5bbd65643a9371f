/** Makes what was done to files survive a power loss. */
import { closeSync, fsyncSync, openSync } from "node:fs";
import { dirname } from "node:path";

export function syncFile(path: string): void {
  const file = openSync(path, "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Names that were given to files and taken from them. Windows has no such call and needs none. */
export function syncFolderOf(path: string): void {
  if (process.platform === "win32") return;
  const folder = openSync(dirname(path), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
