/** Every language has every label, in the shape of the English ones. */
import { describe, expect, test } from "bun:test";
import { basename, join } from "node:path";
import { EXTRA_ENGLISH, type ExtraLabels } from "../../widget/extras/labels.ts";
import { ENGLISH, plural } from "../../widget/labels.ts";
import { ROOT } from "../project-files.ts";

const FOLDER = join(ROOT, "widget/languages");
const paths = [...new Bun.Glob("*.json").scanSync(FOLDER)].toSorted((a, b) => a.localeCompare(b));
const ALL_ENGLISH: ExtraLabels = { ...EXTRA_ENGLISH, ...ENGLISH };
const LANGUAGES: [string, ExtraLabels][] = await Promise.all(
  paths.map(async (path): Promise<[string, ExtraLabels]> => [
    basename(path, ".json"),
    await Bun.file(join(FOLDER, path)).json(),
  ]),
);

test("There are the languages that the README names, beside English", () => {
  const names = LANGUAGES.map(([name]) => name);
  expect(names).toEqual(["ar", "de", "es", "fr", "he", "it", "ja", "nl", "pl", "pt", "tr", "zh"]);
});

test("No label stands in both scripts", () => {
  const shared = Object.keys(EXTRA_ENGLISH).filter((key) => key in ENGLISH);
  expect(shared).toEqual([]);
});

describe.each([...LANGUAGES, ["en", ALL_ENGLISH] as [string, ExtraLabels]])(
  "The labels in %s",
  (name, labels) => {
    test("are all there, and none is empty or untranslated", () => {
      expect(Object.keys(labels).toSorted()).toEqual(Object.keys(ALL_ENGLISH).toSorted());
      const texts = Object.entries(labels).filter(([, label]) => typeof label === "string");
      expect(texts.filter(([, label]) => label.trim() === "")).toEqual([]);
      const same = texts.filter(([key, label]) => label === ALL_ENGLISH[key as keyof ExtraLabels]);
      // Some words are the same in two languages; a table that was only copied is not.
      if (name !== "en") expect(same.length).toBeLessThan(6);
    });

    test("leave the same places for times, days and addresses", () => {
      const places = (table: object): object =>
        Object.fromEntries(
          Object.entries(table)
            .filter(([, label]) => typeof label === "string")
            .map(([key, label]) => [key, label.match(/\{\w+\}/g)?.toSorted() ?? []]),
        );
      expect(places(labels)).toEqual(places(ALL_ENGLISH));
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
