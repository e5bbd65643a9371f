/** ARCHITECTURE.md holds: its table is read here and compared with the real imports. */

import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { allows, readImportRules, ruleFor } from "./architecture/import-rules.ts";
import { importsOf } from "./architecture/imports.ts";
import { projectFiles, ROOT } from "./project-files.ts";

const MAX_LINES = 300;

const files = await Promise.all(
  projectFiles()
    .filter((path) => /\.(tsx?|css|html|md|json|toml)$|(^|\/)[^.]+$|^\.[^/]+$/.test(path))
    .map(async (path) => ({ path, text: await Bun.file(join(ROOT, path)).text() })),
);
const code = files.filter(({ path }) => /\.tsx?$/.test(path) && !/^(test|bench)\//.test(path));
const document = files.find(({ path }) => path === "ARCHITECTURE.md")?.text ?? "";

describe("The table of imports in ARCHITECTURE.md", () => {
  const rules = readImportRules(document);

  test("has a row for every source file", () => {
    expect(code.filter(({ path }) => !ruleFor(rules, path)).map(({ path }) => path)).toEqual([]);
  });

  test("names nothing that does not exist", () => {
    const dependencies = Object.keys(JSON.parse(packageText()).dependencies);
    const exists = (name: string): boolean =>
      name.includes(":") ||
      dependencies.includes(name) ||
      files.some(({ path }) => path.startsWith(name));
    const names = rules.flatMap(({ subject, named }) => [subject, ...named.map((n) => n.target)]);
    expect([...new Set(names)].filter((name) => !exists(name))).toEqual([]);
  });

  test("is what the files keep to", () => {
    const violations = code.flatMap(({ path, text }) => {
      const rule = ruleFor(rules, path);
      return importsOf(path, text)
        .filter(({ target, typeOnly }) => rule && !allows(rule, target, typeOnly))
        .map(({ target, typeOnly }) => `${path} imports ${typeOnly ? "types of " : ""}${target}`);
    });
    expect(violations).toEqual([]);
  });
});

test("SQL is written in db/ and nowhere else", () => {
  const sql =
    /\b(?:db|database)\.(?:query|prepare|exec|run)\(|\.run\("|["'`]\s*(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE|PRAGMA)\s/;
  expect(linesMatching(sql, (path) => !path.startsWith("db/"))).toEqual([]);
});

test("The environment is read in config.ts and nowhere else in the product", () => {
  const environment = /\b(?:process|Bun|import\.meta)\.env\b/;
  const elsewhere = (path: string): boolean => !/^(config|build)\.ts$|^examples\//.test(path);
  expect(linesMatching(environment, elsewhere)).toEqual([]);
});

test(`No source file is longer than ${MAX_LINES} lines`, () => {
  const sources = [...code, ...files.filter(({ path }) => /^(widget|inbox)\/.*\.css$/.test(path))];
  const long = sources.filter(({ text }) => text.split("\n").length > MAX_LINES + 1);
  expect(long.map(({ path }) => path)).toEqual([]);
});

test("No file names a package registry or a place on the machine it was written on", () => {
  const addresses = [
    /\bregistry\.[a-z0-9-]+\.[a-z]+/i,
    /(?:^|[\s"'`(])\/(?:home|root|Users)\/\w/,
    ...(ROOT.split("/").length > 2 ? [new RegExp(`${RegExp.escape(ROOT)}\\b`)] : []),
  ];
  const found = files.filter(({ text }) => addresses.some((address) => address.test(text)));
  expect(found.map(({ path }) => path)).toEqual([]);
});

/** As `path:line: text`, of the code that `where` selects. */
function linesMatching(pattern: RegExp, where: (path: string) => boolean): string[] {
  return code
    .filter(({ path }) => where(path))
    .flatMap(({ path, text }) =>
      text
        .split("\n")
        .flatMap((line, index) =>
          pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [],
        ),
    );
}

function packageText(): string {
  return files.find(({ path }) => path === "package.json")?.text ?? "{}";
}
