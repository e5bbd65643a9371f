/** `/healthz` for who restarts the server, `/metrics` for who watches it. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { createHealthRoutes } from "../../routes/health.ts";
import { createMetrics } from "../../chat/metrics.ts";
import { StompPeer } from "../stomp-peer.ts";
import { setScene, type Scene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => void (scene = await setScene()));
afterAll(() => scene[Symbol.asyncDispose]());

interface Metric {
  readonly help: string;
  readonly type: string;
  /** Values by name and labels. */
  readonly samples: Readonly<Record<string, number>>;
}

/** Reads Prometheus' text format (0.0.4) and throws at what does not belong there. */
function parse(text: string): Map<string, Metric> {
  const metrics = new Map<string, Metric & { samples: Record<string, number> }>();
  expect(text).toEndWith("\n");
  let name = "";
  for (const line of text.slice(0, -1).split("\n")) {
    const [, keyword, subject = "", rest = ""] = /^# (HELP|TYPE) (\w+) (.+)$/.exec(line) ?? [];
    const sample = /^(\w+(?:\{(?:\w+="[^"\\\n]*",?)*\})?) ([\d.e+-]+|\+Inf|NaN)$/.exec(line);
    if (keyword === "HELP") {
      expect(metrics.has(subject)).toBe(false);
      name = subject;
      metrics.set(name, { help: rest, type: "", samples: {} });
    } else if (keyword === "TYPE") {
      expect(subject).toBe(name);
      metrics.set(name, { ...metrics.get(name)!, type: rest });
    } else if (sample) {
      expect(sample[1]).toStartWith(name);
      metrics.get(name)!.samples[sample[1]!] = Number(sample[2]);
    } else throw new Error(`not a line of metrics: ${line}`);
  }
  return metrics;
}

async function read(): Promise<Map<string, Metric>> {
  const response = await fetch(`${scene.server.url}/metrics`);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4");
  expect(response.headers.get("cache-control")).toBe("no-store");
  return parse(await response.text());
}

describe("/healthz", () => {
  test("answers 200 while the database answers, and is not cached", async () => {
    const response = await fetch(`${scene.server.url}/healthz`);
    expect([response.status, await response.json()]).toEqual([200, { status: "ok" }]);
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  test("answers 503 when the database does not, without saying why", async () => {
    const routes = createHealthRoutes({
      metrics: createMetrics(),
      ping: () => {
        throw new Error("SQLITE_IOERR: disk I/O error at /var/lib/parley.db");
      },
      sessions: () => ({ visitors: 0, operators: 0 }),
      residentBytes: () => 0,
    });
    const response = await routes.request("/healthz");
    expect([response.status, await response.json()]).toEqual([
      503,
      { status: "the database does not answer" },
    ]);
  });
});

describe("/metrics", () => {
  test("has a help and a type for each metric", async () => {
    const metrics = await read();
    const types = [...metrics].map(([name, { type }]) => [name, type]);
    expect(Object.fromEntries(types)).toEqual({
      parley_messages_total: "counter",
      parley_sessions: "gauge",
      parley_commit_seconds: "histogram",
      parley_committed_commands_total: "counter",
      parley_failed_commands_total: "counter",
      process_resident_memory_bytes: "gauge",
    });
    for (const { help } of metrics.values()) expect(help).toMatch(/^[A-Z].+\.$/);
  });

  test("counts messages by who sent them, a repeated one once", async () => {
    const before = (await read()).get("parley_messages_total")?.samples ?? {};
    const id = crypto.randomUUID();
    await scene.visitor.send("one", id);
    await scene.visitor.send("one", id);
    await scene.operator.reply(scene.visitor.conversationId, "two");
    await scene.operator.reply(scene.visitor.conversationId, "three");
    const after = (await read()).get("parley_messages_total")?.samples ?? {};
    const grown = Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)]);
    expect(Object.fromEntries(grown)).toEqual({
      'parley_messages_total{sender_type="source_contact"}': 1,
      'parley_messages_total{sender_type="app_user"}': 2,
      'parley_messages_total{sender_type="source_user"}': 0,
    });
  });

  test("counts connected sessions of each kind, and not those that have left", async () => {
    const { url } = scene.server;
    const count = async () => (await read()).get("parley_sessions")?.samples;
    {
      using visitor = await StompPeer.connect(url, "/ws.chatplugin", scene.visitor.token);
      using inbox = await StompPeer.connect(url, "/ws.communication", scene.operator.token);
      using other = await StompPeer.connect(url, "/ws.communication", scene.operator.token);
      using waiting = await StompPeer.open(url, "/ws.chatplugin");
      expect(await count()).toEqual({
        'parley_sessions{kind="visitor"}': 1,
        'parley_sessions{kind="operator"}': 2,
      });
      for (const peer of [visitor, inbox, other, waiting]) {
        peer.send("DISCONNECT");
        await peer.closed();
      }
    }
    expect(await count()).toEqual({
      'parley_sessions{kind="visitor"}': 0,
      'parley_sessions{kind="operator"}': 0,
    });
  });

  test("has a histogram of the commits whose buckets grow up to their count", async () => {
    await scene.visitor.send("one more");
    const { samples } = (await read()).get("parley_commit_seconds")!;
    const buckets = Object.entries(samples).filter(([name]) => name.includes("_bucket"));
    const bounds = buckets.map(([name]) =>
      Number(/le="([^"]+)"/.exec(name)?.[1]?.replace("+Inf", "Infinity")),
    );
    const counts = buckets.map(([, count]) => count);
    expect(bounds).toEqual(bounds.toSorted((a, b) => a - b));
    expect(bounds.at(-1)).toBe(Infinity);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(samples.parley_commit_seconds_count).toBe(counts.at(-1));
    expect(counts.at(-1)).toBeGreaterThan(0);
    expect(samples.parley_commit_seconds_sum).toBeGreaterThan(0);
  });

  test("tells the memory in bytes", async () => {
    const memory = (await read()).get("process_resident_memory_bytes")?.samples;
    expect(memory?.process_resident_memory_bytes).toBeGreaterThan(1_000_000);
  });

  test("tells nothing of anybody: no id, no address, no text", async () => {
    const text = await (await fetch(`${scene.server.url}/metrics`)).text();
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|127\.0\.0\.1|hello|example\.org/);
  });
});
