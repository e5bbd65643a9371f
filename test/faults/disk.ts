/** What is left on the disk when the power goes. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** Sectors reach a disk one by one, in any order. */
const SECTOR = 512;

/**
 * Puts back what was fsynced (`disk`, kept by power-loss.c); of what was written after that any sector
 * may have arrived or not. Gives how many sectors were lost.
 */
export function losePower(databasePath: string, disk: string, random: () => number): number {
  const folder = dirname(databasePath);
  const prefix = basename(databasePath);
  rmSync(`${databasePath}-shm`, { force: true });
  let lost = 0;
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(prefix) || name.endsWith("-lock")) continue;
    const path = join(folder, name);
    const safe = join(disk, name);
    const durable = existsSync(safe) ? readFileSync(safe) : Buffer.alloc(0);
    const written = readFileSync(path);
    const left = Buffer.alloc(random() < 0.5 ? durable.length : written.length);
    durable.copy(left);
    for (let at = 0; at < written.length; at += SECTOR) {
      const sector = written.subarray(at, at + SECTOR);
      if (sector.equals(durable.subarray(at, at + SECTOR))) continue;
      if (random() < 0.5) sector.copy(left, at);
      else lost += 1;
    }
    if (!existsSync(safe) && random() < 0.5) rmSync(path);
    else writeFileSync(path, left);
    if (existsSync(path)) writeFileSync(safe, left);
  }
  return lost;
}
