/** The same clock in every thread, in milliseconds. */
export function monotonic(): number {
  return Number(process.hrtime.bigint() / 1_000_000n);
}
