/**
 * A connection that compiles a statement when it is first used. There are some two hundred of them, on each of two
 * connections, most of them for what is asked for seldom: compiled at once they cost every start a fifth of its time.
 */
import type { Database } from "bun:sqlite";

const METHODS = ["all", "get", "iterate", "run", "values"] as const;
type Methods = Record<(typeof METHODS)[number], (...values: unknown[]) => unknown>;

/** What is wrong with a statement is thrown at its first use. */
export function compileLazily(db: Database): void {
  const compile = db.query.bind(db);
  db.query = ((sql: string): Methods => {
    function first(method: keyof Methods): (...values: unknown[]) => unknown {
      return (...values) => {
        const compiled = compile(sql) as unknown as Methods;
        // From here on without a detour.
        for (const name of METHODS) statement[name] = compiled[name].bind(compiled);
        return compiled[method](...values);
      };
    }
    const statement: Methods = {
      all: first("all"),
      get: first("get"),
      iterate: first("iterate"),
      run: first("run"),
      values: first("values"),
    };
    return statement;
  }) as unknown as Database["query"];
}
