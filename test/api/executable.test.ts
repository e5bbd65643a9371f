/** The compiled file carries the documents, and not what makes them. */
import { expect, test } from "bun:test";
import { join } from "node:path";
import { makeDocuments } from "../../api/documents.ts";
import { STATUS } from "../../routes/errors.ts";
import { importsOf } from "../architecture/imports.ts";
import { executable } from "../browser/executable.ts";
import { emptyFolder } from "../parley-process.ts";
import { projectFiles, ROOT } from "../project-files.ts";

test("The executable serves the documents that the sources make", async () => {
  const path = await executable();
  const { openApi, asyncApi } = makeDocuments(STATUS);
  await using folder = emptyFolder([path]);
  const { url } = await folder.start();
  const [first, second] = await Promise.all([
    fetch(`${url}/openapi.json`).then((response) => response.text()),
    fetch(`${url}/asyncapi.json`).then((response) => response.text()),
  ]);
  expect(first).toBe(openApi);
  expect(second).toBe(asyncApi);
});

test("What makes them is not in it: a start does not read it", async () => {
  const bytes = Buffer.from(await Bun.file(await executable()).arrayBuffer());
  // Words of the library that converts schemas.
  expect(bytes.includes("cannot be converted to JSON Schema")).toBe(false);
});

test("Schemas of answers are for the documents: nothing that runs imports more than their types", async () => {
  const ours = projectFiles().filter(
    (path) => /\.tsx?$/.test(path) && !/^(test|bench|api|protocol\/answers)\//.test(path),
  );
  const imported = await Promise.all(
    ours.map(async (path) =>
      importsOf(path, await Bun.file(join(ROOT, path)).text())
        .filter(({ target, typeOnly }) => target.startsWith("protocol/answers/") && !typeOnly)
        .map(({ target }) => `${path} imports ${target}`),
    ),
  );
  expect(imported.flat()).toEqual([]);
});
