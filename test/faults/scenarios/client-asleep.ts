/** A client's process stands still (SIGSTOP), as a closed notebook does, while the others go on. */
import { join } from "node:path";
import type { Message } from "../../../protocol/message.ts";
import type { Scenario } from "../scenario.ts";
import { experiment, type Scene } from "../scene.ts";
import { OPERATORS_FEED } from "../viewer.ts";
import type { Order } from "../viewer-process.ts";

interface Line {
  readonly number: number;
  readonly conversation: string;
  readonly message?: Message;
  readonly code?: string;
}

export const CLIENT_ASLEEP: Scenario = {
  name: "client-asleep",
  promise:
    "DELIVERY-3 DELIVERY-5: a client that stands still is cut, nobody waits for it, and when it wakes up it sees everything",
  run: (options) =>
    experiment(
      { ...options, name: "client-asleep", load: { characters: 8_000, pace: 8 } },
      watchAsleep,
    ),
};

/** The operators that the load has. */
const OTHERS = 2;
/** Messages that may be on their way: far fewer than a replay waits with for its reader. */
const CAUGHT_UP = 10;

async function watchAsleep(scene: Scene): Promise<void> {
  const { server, load, checker, atRest, until, goesOn, note } = scene;
  const view = checker.view("operator asleep", undefined);
  const order: Order = {
    url: server.url,
    token: load.operatorToken,
    feed: OPERATORS_FEED,
    last: 0,
  };
  const script = join(import.meta.dir, "../viewer-process.ts");
  const child = Bun.spawn([process.execPath, script, JSON.stringify(order)], {
    stdin: "pipe",
    stdout: "pipe",
  });
  let seen = 0;
  const reading = eachLine(child.stdout, (line) => {
    if (line.message !== undefined) {
      seen = line.number;
      view.saw(line.number, line.conversation, line.message);
    } else if (line.code !== undefined) checker.violation(`DELIVERY-4: ${view.name}: ${line.code}`);
    else checker.counts.connections += 1;
  });
  atRest.defer(async () => {
    child.kill("SIGKILL");
    await reading;
  });
  do {
    // Live, not catching up: there it is sent no more than it reads, and has nothing to be cut for.
    await until(async () => {
      const { operators, messages } = await metricsOf(server.url);
      return operators > OTHERS && messages - seen <= CAUGHT_UP;
    }, "DELIVERY-3: nobody came back and caught up");
    checker.fault("SIGSTOP");
    child.kill("SIGSTOP");
    await until(
      async () => (await metricsOf(server.url)).operators === OTHERS,
      "DELIVERY-5: a client that does not read is not cut",
    );
    child.kill("SIGCONT");
    checker.fault("SIGCONT");
    note("cut while it stood still", 1);
  } while (goesOn());
}

/** Operators' sessions of the server, and messages that it has stored: the newest position. */
async function metricsOf(url: string): Promise<{ operators: number; messages: number }> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const stored = [...text.matchAll(/^parley_messages_total\{.*\} (\d+)$/gm)];
  return {
    operators: Number(/^parley_sessions\{kind="operator"\} (\d+)$/m.exec(text)?.[1]),
    messages: stored.reduce((sum, [, count]) => sum + Number(count), 0),
  };
}

async function eachLine(
  stream: ReadableStream<Uint8Array>,
  take: (line: Line) => void,
): Promise<void> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) take(JSON.parse(line) as Line);
  }
}
