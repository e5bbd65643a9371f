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
  const reading = eachLine(child.stdout, (line) => {
    if (line.message !== undefined) view.saw(line.number, line.conversation, line.message);
    else if (line.code !== undefined) checker.violation(`DELIVERY-4: ${view.name}: ${line.code}`);
    else checker.counts.connections += 1;
  });
  atRest.defer(async () => {
    child.kill("SIGKILL");
    await reading;
  });
  do {
    await until(
      async () => (await operatorsOf(server.url)) > OTHERS,
      "DELIVERY-3: nobody came back",
    );
    checker.fault("SIGSTOP");
    child.kill("SIGSTOP");
    await until(
      async () => (await operatorsOf(server.url)) === OTHERS,
      "DELIVERY-5: a client that does not read is not cut",
    );
    child.kill("SIGCONT");
    checker.fault("SIGCONT");
    note("cut while it stood still", 1);
  } while (goesOn());
}

/** How many operators' sessions the server has. */
async function operatorsOf(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^parley_sessions\{kind="operator"\} (\d+)$/m.exec(text)?.[1]);
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
