/** What Linux says of another process. */
import { readFileSync } from "node:fs";

/** USER_HZ, which is 100 on every Linux that Bun runs on. */
const TICKS_A_SECOND = 100;

/** Seconds of processor time so far, of all its threads, in user space and in the kernel (proc(5)). */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name, field 2, may hold spaces and parentheses itself.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [userTicks, systemTicks] = [fields[11], fields[12]];
  return (Number(userTicks) + Number(systemTicks)) / TICKS_A_SECOND;
}

export function residentBytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}

/** How many files, sockets included, a process started from here may have open. */
export function openFilesMax(): number {
  const limits = readFileSync("/proc/self/limits", "utf8");
  // Bun raises the soft limit to the hard one when it starts.
  const [, hard] = /^Max open files\s+\w+\s+(\w+)/m.exec(limits) ?? [];
  return hard === "unlimited" ? Infinity : Number(hard);
}
