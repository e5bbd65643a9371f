/** SPEC.md's rules and the tests' names, held against each other both ways. */
import { expect, test } from "bun:test";
import { join } from "node:path";
import { projectFiles, ROOT } from "./project-files.ts";

const ID = /\b(?:DELIVERY|STOMP)-\d+\b/g;

const specification = await Bun.file(join(ROOT, "SPEC.md")).text();
const rules = new Set(specification.match(/(?<=^\| )(?:DELIVERY|STOMP)-\d+(?= *\|)/gm));
const tests = await Promise.all(
  projectFiles()
    .filter((path) => path.startsWith("test/") && path.endsWith(".test.ts"))
    .map((path) => Bun.file(join(ROOT, path)).text()),
);
const named = new Set(tests.flatMap((text) => text.match(ID) ?? []));

test("Every rule of SPEC.md with an id is carried by a test's name", () => {
  expect(rules.size).toBeGreaterThan(40);
  expect([...rules].filter((rule) => !named.has(rule))).toEqual([]);
});

test("Every id that a test names is a rule of SPEC.md", () => {
  expect([...named].filter((id) => !rules.has(id))).toEqual([]);
});
