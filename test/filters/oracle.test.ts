/** Any filter at all finds what a plain reading of it finds, in TypeScript over the same conversations. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import * as fc from "fast-check";
import {
  CHANNELS,
  createWorld,
  HOUR,
  START,
  TAGS,
  USERS,
  WORDS,
  type Known,
  type World,
} from "./world.ts";

let world: World;
beforeAll(() => {
  world = createWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

/** A filter as it is typed, and what it means. */
interface Meant {
  readonly text: string;
  readonly holds: (conversation: Known) => boolean;
}

/** The worlds' words without case and marks; every Chinese sign is a word. */
function wordsIn(text: string): string[] {
  const plain = text.toLowerCase().replaceAll("é", "e").replaceAll("東京", "東 京");
  return plain.split(" ");
}

function says(sought: string, isPrefix: boolean): Meant["holds"] {
  const wanted = wordsIn(sought);
  const isAt = (words: readonly string[], start: number): boolean =>
    wanted.every((word, index) =>
      isPrefix && index === wanted.length - 1
        ? words[start + index]?.startsWith(word)
        : words[start + index] === word,
    );
  return ({ said }) =>
    said.some((text) => {
      const words = wordsIn(text);
      return words.some((_, start) => isAt(words, start));
    });
}

const inAnyCase = (text: string): fc.Arbitrary<string> =>
  fc.constantFrom(text, text.toLowerCase(), text.toUpperCase());

const word = fc.constantFrom(...WORDS, "never");
const wordTerm = word.chain(inAnyCase).map((text): Meant => ({ text, holds: says(text, false) }));
const prefixTerm = fc
  .constantFrom("blu", "B", "bluebird", "4", "東", "n")
  .map((text): Meant => ({ text: `${text}*`, holds: says(text, true) }));
const phraseTerm = fc.array(word, { minLength: 1, maxLength: 3 }).map((words): Meant => {
  const text = words.join(" ");
  return { text: `"${text}"`, holds: says(text, false) };
});

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
const exact = (field: string, values: readonly string[], of: (known: Known) => readonly string[]) =>
  fc
    .constantFrom(...values)
    .chain(inAnyCase)
    .map((value): Meant => ({
      text: `${field}:${value}`,
      holds: (known) => of(known).some((one) => same(one, value)),
    }));

const names = fc.constantFrom(
  ...([
    ["ada", (name: string) => name.split(" ").includes("ada")],
    ['"ada lovelace"', (name: string) => name === "ada lovelace"],
    ["*lovelace", (name: string) => name.endsWith("lovelace")],
    ["LOVE*", (name: string) => name.startsWith("love")],
    ["?d?", (name: string) => name === "ada"],
    ["*éLOD*", (name: string) => name.includes("élod")],
    ["ÖMER", (name: string) => name === "élodie ömer"],
    ["a\\*b\\?\\[c\\]", (name: string) => name === "a*b?[c]"],
    ['"a*b?[c]"', (name: string) => name === "a*b?[c]"],
    ["*", () => true],
    ["*zzz*", () => false],
  ] as const),
);
const nameTerm = names.map(([text, holds]): Meant => ({
  text: `display_name:${text}`,
  holds: ({ name }) => holds(name.toLowerCase()),
}));

const bounds = <Value>(
  values: fc.Arbitrary<Value>,
  shown: (value: Value) => string,
  number: (value: Value) => number,
) =>
  fc
    .record({
      from: fc.option(values, { nil: undefined }),
      to: fc.option(values, { nil: undefined }),
      withFrom: fc.boolean(),
      withTo: fc.boolean(),
    })
    .map(({ from, to, withFrom, withTo }) => ({
      text: `${withFrom ? "[" : "{"}${from === undefined ? "*" : shown(from)} TO ${
        to === undefined ? "*" : shown(to)
      }${withTo ? "]" : "}"}`,
      holds: (value: number) =>
        (from === undefined || (withFrom ? value >= number(from) : value > number(from))) &&
        (to === undefined || (withTo ? value <= number(to) : value < number(to))),
    }));
const comparisons = fc.constantFrom(
  ...([
    [">", (value: number, bound: number) => value > bound],
    [">=", (value: number, bound: number) => value >= bound],
    ["<", (value: number, bound: number) => value < bound],
    ["<=", (value: number, bound: number) => value <= bound],
    ["", (value: number, bound: number) => value === bound],
  ] as const),
);

const unreadTerm = fc.oneof(
  bounds(fc.nat(4), String, Number).map(({ text, holds }): Meant => ({
    text: `unread_message_count:${text}`,
    holds: ({ unread }) => holds(unread),
  })),
  fc.tuple(comparisons, fc.nat(4)).map(([[sign, compare], bound]): Meant => ({
    text: `unread_message_count:${sign}${bound}`,
    holds: ({ unread }) => compare(unread, bound),
  })),
);
const moment = fc.nat(220).map((hours) => START + hours * HOUR);
const timeTerm = fc
  .constantFrom("created_at" as const, "last_message_at" as const)
  .chain((field) => {
    const of = (known: Known): number =>
      field === "created_at" ? known.createdAt : known.lastMessageAt;
    return fc.oneof(
      bounds(moment, (time) => new Date(time).toISOString(), Number).map(
        ({ text, holds }): Meant => ({
          text: `${field}:${text}`,
          holds: (known) => holds(of(known)),
        }),
      ),
      fc.tuple(comparisons, fc.nat(8)).map(([[sign, compare], days]): Meant => {
        const day = new Date(START + days * 24 * HOUR).toISOString().slice(0, 10);
        const dayOf = (time: number): number => Math.floor(time / (24 * HOUR));
        return {
          text: `${field}:${sign}${day}`,
          holds: (known) => compare(dayOf(of(known)), START / (24 * HOUR) + days),
        };
      }),
    );
  });

const metadataTerm = fc.oneof(
  exact("metadata.ad.id", ["spring", "x\\*y"], ({ metadata }) =>
    "ad.id" in metadata ? [String(metadata["ad.id"]).replace("*", "\\*")] : [],
  ),
  exact("metadata.vip", ["true", "false"], ({ metadata }) =>
    "vip" in metadata ? [String(metadata["vip"])] : [],
  ),
  fc.constant<Meant>({ text: "metadata.ad.id:*", holds: ({ metadata }) => "ad.id" in metadata }),
  fc.constant<Meant>({
    text: "metadata.ad.id:spr*g*",
    holds: ({ metadata }) => /^spr.*g/i.test(String(metadata["ad.id"])),
  }),
  fc.constant<Meant>({ text: "metadata.ad:*", holds: () => false }),
  fc.tuple(comparisons, fc.nat(4)).map(([[sign, compare], bound]): Meant => ({
    text: `metadata.count:${sign}${bound}`,
    holds: ({ metadata }) => "count" in metadata && compare(Number(metadata["count"]), bound),
  })),
);

const term = fc.oneof(
  wordTerm,
  prefixTerm,
  phraseTerm,
  nameTerm,
  unreadTerm,
  timeTerm,
  metadataTerm,
  exact("state", ["OPEN", "CLOSED", "GONE"], ({ state }) => [state]),
  exact("tag_ids", [...TAGS, "nothing"], ({ tags }) => tags),
  exact("tag", [...TAGS.map((_, index) => `"tag ${index}"`), "tag"], ({ tags }) =>
    tags.map((id) => `"tag ${TAGS.indexOf(id)}"`),
  ),
  exact("channel_id", CHANNELS, ({ channelId }) => [channelId]),
  exact("assignee_id", [...USERS, "none"], ({ assignee }) => [assignee ?? "none"]),
  exact("source", ["chat_plugin", "facebook"], () => ["chat_plugin"]),
  fc.constantFrom<Meant>(
    { text: "tag_ids:*", holds: ({ tags }) => tags.length > 0 },
    { text: "tag:*1", holds: ({ tags }) => tags.includes(TAGS[1] ?? "") },
    { text: "assignee_id:*", holds: ({ assignee }) => assignee !== undefined },
    { text: "id:*0007", holds: ({ id }) => id.endsWith("0007") },
    { text: "*", holds: () => true },
  ),
);

const { filter } = fc.letrec<{ filter: Meant }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    term,
    fc
      .tuple(fc.constantFrom("NOT ", "-", "!", "+"), tie("filter"))
      .map(([sign, { text, holds }]): Meant => ({
        text: `${sign}(${text})`,
        holds: (known) => (sign === "+" ? holds(known) : !holds(known)),
      })),
    fc
      .tuple(
        fc.constantFrom(" AND ", " ", " && "),
        fc.array(tie("filter"), { minLength: 2, maxLength: 3 }),
      )
      .map(([sign, parts]): Meant => ({
        text: `(${parts.map(({ text }) => text).join(sign)})`,
        holds: (known) => parts.every(({ holds }) => holds(known)),
      })),
    fc
      .tuple(
        fc.constantFrom(" OR ", " || "),
        fc.array(tie("filter"), { minLength: 2, maxLength: 3 }),
      )
      .map(([sign, parts]): Meant => ({
        text: `(${parts.map(({ text }) => text).join(sign)})`,
        holds: (known) => parts.some(({ holds }) => holds(known)),
      })),
  ),
}));

/** Within what one filter may hold: how that is refused is another test's. */
const small = filter.filter(
  ({ text }) => text.length <= 1_000 && (text.match(/[*?"]|_name|metadata/g) ?? []).length <= 6,
);

test("A filter finds what it says, latest activity first, and counts it", () => {
  fc.assert(
    fc.property(small, ({ text, holds }) => {
      const { rows, total } = world.find(text);
      const expected = world.conversations.filter(holds).map(({ id }) => id);
      expect({ total, ids: rows.map(({ id }) => id) }).toEqual({
        total: expected.length,
        ids: expected,
      });
    }),
    { numRuns: 600 },
  );
});

test("A filter's pages together are its list, whatever their size", () => {
  fc.assert(
    fc.property(small, fc.integer({ min: 1, max: 15 }), ({ text }, size) => {
      const whole = world.find(text).rows.map(({ id }) => id);
      const walked: string[] = [];
      for (let position: number | undefined = Number.MAX_SAFE_INTEGER; position !== undefined;) {
        const page = world.find(text, { position, size });
        expect(page.hasNewer).toBe(walked.length > 0 && page.rows.length > 0);
        walked.push(...page.rows.map(({ id }) => id));
        position = page.hasOlder ? page.rows.at(-1)?.lastPosition : undefined;
      }
      expect(walked).toEqual(whole);
    }),
    { numRuns: 100 },
  );
});
