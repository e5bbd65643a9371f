/** `/healthz` for who restarts it, `/metrics` for who watches it. */
import { Hono } from "hono";
import { COMMIT_BUCKETS, type Metrics } from "../chat/metrics.ts";
import { json, SHARED_HEADERS } from "./answer.ts";
import type { RequestEnv } from "./env.ts";

export interface HealthRoutesDeps {
  readonly metrics: Metrics;
  /** Throws when the database does not answer. */
  readonly ping: () => void;
  readonly sessions: () => { readonly visitors: number; readonly operators: number };
  readonly residentBytes: () => number;
}

export function createHealthRoutes(deps: HealthRoutesDeps): Hono<RequestEnv> {
  return new Hono<RequestEnv>()
    .get("/healthz", () => {
      try {
        deps.ping();
        return json({ status: "ok" });
      } catch {
        return json({ status: "the database does not answer" }, 503);
      }
    })

    .get("/metrics", () => {
      const headers = {
        ...SHARED_HEADERS,
        "Cache-Control": "no-store",
        "Content-Type": TEXT_FORMAT,
      };
      return new Response(render(deps), { headers });
    });
}

const TEXT_FORMAT = "text/plain; version=0.0.4";

/** Prometheus' text format. */
function render({ metrics, sessions, residentBytes }: HealthRoutesDeps): string {
  const now = metrics.snapshot();
  const { visitors, operators } = sessions();
  const buckets = COMMIT_BUCKETS.map((bound, index): [string, number] => [
    `_bucket{le="${bound}"}`,
    now.commitBuckets[index] ?? 0,
  ]);
  const families: [string, "counter" | "gauge" | "histogram", string, [string, number][]][] = [
    [
      "parley_messages_total",
      "counter",
      "Messages stored since the start.",
      Object.entries(now.messages).map(([type, count]) => [`{sender_type="${type}"}`, count]),
    ],
    [
      "parley_sessions",
      "gauge",
      "Connected websocket sessions.",
      [
        [`{kind="visitor"}`, visitors],
        [`{kind="operator"}`, operators],
      ],
    ],
    [
      "parley_commit_seconds",
      "histogram",
      "Time of one commit.",
      [
        ...buckets,
        [`_bucket{le="+Inf"}`, now.commits],
        ["_sum", now.commitSeconds],
        ["_count", now.commits],
      ],
    ],
    [
      "parley_committed_commands_total",
      "counter",
      "Commands that commits have stored.",
      [["", now.commands]],
    ],
    [
      "parley_failed_commands_total",
      "counter",
      "Commands that could not be stored.",
      [["", now.failedCommands]],
    ],
    ["process_resident_memory_bytes", "gauge", "Resident memory.", [["", residentBytes()]]],
  ];
  const lines = families.flatMap(([name, type, help, samples]) => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...samples.map(([suffix, value]) => `${name}${suffix} ${value}`),
  ]);
  return `${lines.join("\n")}\n`;
}
