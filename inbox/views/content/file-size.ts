import { labels } from "../../labels.ts";

/** `12.3 kB` */
export function fileSize(bytes: number): string {
  const [unit, value] = bytes < 1e6 ? ["kilobyte", bytes / 1e3] : ["megabyte", bytes / 1e6];
  const options = { style: "unit", unit, maximumFractionDigits: value < 10 ? 1 : 0 } as const;
  return new Intl.NumberFormat(labels.language, options).format(value);
}
