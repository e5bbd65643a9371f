/**
 * A viewer as a process of its own, to be stopped: prints every message that it sees, one JSON line each.
 * It ends with its standard input, so it does not outlive who started it.
 */
import { Viewer, type ViewerOptions } from "./viewer.ts";

export type Order = Pick<ViewerOptions, "url" | "token" | "feed"> & { readonly last: number };

function view(order: Order): Viewer {
  let last = order.last;
  return new Viewer({
    ...order,
    last: () => last,
    saw(number, conversation, message) {
      last = number;
      say({ number, conversation, message });
    },
    onConnected: () => say({ connected: true }),
    onError: (code) => say({ code }),
  });
}

function say(line: unknown): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

if (import.meta.main) {
  using _ = view(JSON.parse(Bun.argv[2] ?? "") as Order);
  await Bun.stdin.text();
}
