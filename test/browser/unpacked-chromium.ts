/**
 * The Chromium inside the npm package @sparticuz/chromium (Linux x64), for machines that have none.
 * The package's own unpacking shares one fixed path in the temporary folder between all users and
 * processes, hence this one: unpacked aside, then renamed into place, once for each installation.
 */

import { chmod, mkdtemp, rename, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";

const PACKAGE = dirname(Bun.resolveSync("@sparticuz/chromium/package.json", import.meta.dir));

export interface UnpackedChromium {
  readonly executablePath: string;
  /** Points at the shared libraries and the font that a bare machine lacks. */
  readonly env: Record<string, string>;
}

export async function unpackedChromium(): Promise<UnpackedChromium> {
  const folder = join(PACKAGE, "unpacked");
  if (!existsSync(folder)) await unpackInto(folder);
  return {
    executablePath: join(folder, "chromium"),
    env: {
      LD_LIBRARY_PATH: join(folder, "lib"),
      FONTCONFIG_FILE: join(folder, "parley-fonts.conf"),
    },
  };
}

async function unpackInto(folder: string): Promise<void> {
  const aside = await mkdtemp(join(PACKAGE, "unpacking-"));
  try {
    const [program, libraries, fonts] = await Promise.all(
      ["chromium.br", "al2023.tar.br", "fonts.tar.br"].map(decompressed),
    );
    await Promise.all([
      Bun.write(join(aside, "chromium"), program!),
      new Bun.Archive(libraries!).extract(aside),
      new Bun.Archive(fonts!).extract(aside),
      Bun.write(join(aside, "parley-fonts.conf"), fontConfiguration(folder)),
    ]);
    await chmod(join(aside, "chromium"), 0o755);
    await rename(aside, folder);
  } catch (error) {
    // Another process was faster: its copy serves as well.
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function decompressed(file: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await Bun.file(join(PACKAGE, "bin", file)).bytes();
  return new Uint8Array(await promisify(brotliDecompress)(bytes));
}

function fontConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/font-cache</cachedir>
</fontconfig>
`;
}
