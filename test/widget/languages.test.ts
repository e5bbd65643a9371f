/** Every language has every label, in the shape of the English ones. */
import { describe, expect, test } from "bun:test";
import { basename, join } from "node:path";
import { ENGLISH, plural, type Labels } from "../../widget/labels.ts";
import { ROOT } from "../project-files.ts";

const FOLDER = join(ROOT, "widget/languages");
const paths = [...new Bun.Glob("*.json").scanSync(FOLDER)].toSorted((a, b) => a.localeCompare(b));
const LANGUAGES: [string, Labels][] = await Promise.all(
  paths.map(async (path): Promise<[string, Labels]> => [
    basename(path, ".json"),
    await Bun.file(join(FOLDER, path)).json(),
  ]),
);

test("There are the languages that the README names, beside English", () => {
  const names = LANGUAGES.map(([name]) => name);
  expect(names).toEqual(["ar", "de", "es", "fr", "he", "it", "ja", "nl", "pl", "pt", "tr", "zh"]);
});

describe.each([...LANGUAGES, ["en", ENGLISH] as [string, Labels]])(
  "The labels in %s",
  (name, labels) => {
    test("are all there, and none is empty or untranslated", () => {
      expect(Object.keys(labels).toSorted()).toEqual(Object.keys(ENGLISH).toSorted());
      const texts = Object.entries(labels).filter(([, label]) => typeof label === "string");
      expect(texts.filter(([, label]) => label.trim() === "")).toEqual([]);
      const same = texts.filter(([key, label]) => label === ENGLISH[key as keyof Labels]);
      // Some words are the same in two languages; a table that was only copied is not.
      if (name !== "en") expect(same.length).toBeLessThan(6);
    });

    test("name their language and its direction", () => {
      expect(labels.language).toBe(name);
      expect(labels.direction).toBe(["ar", "he"].includes(name) ? "rtl" : "ltr");
    });

    test("have a form for every number, which says the number or is for that number alone", () => {
      const rules = new Intl.PluralRules(name);
      for (let count = 1; count <= 120; count += 1) {
        expect(labels.unread[rules.select(count)] ?? labels.unread.other).toBeString();
        const text = plural(labels.unread, count, name);
        expect(text).not.toContain("#");
        if (count > 2) expect(text).toContain(String(count));
      }
    });
  },
);
