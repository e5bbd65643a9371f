/** The least that a server of Parley's kind can be: Hono and one SQLite file. Compiled, to compare starts. */
import { Database } from "bun:sqlite";
import { Hono } from "hono";

const db = new Database(Bun.argv[2] ?? "", { create: true, readwrite: true });
db.run("PRAGMA journal_mode = WAL");
db.run("CREATE TABLE IF NOT EXISTS message (position INTEGER PRIMARY KEY, content TEXT)");
const last = db.query("SELECT coalesce(max(position), 0) AS last FROM message");

const app = new Hono().get("/healthz", (c) => c.json({ status: "ok", last: last.get() }));
const server = Bun.serve({ hostname: "127.0.0.1", port: 0, development: false, fetch: app.fetch });
console.log(`URL    http://127.0.0.1:${server.port}`);
