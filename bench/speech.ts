/** What visitors say in the benchmark: the same every time, a few words often and most of them seldom. */
const VOCABULARY = 20_000;
const WORDS_MAX = 20;
/** In every message, for the worst that a search can meet. */
export const EVERYWHERE = "good morning";
/** In every tenth. */
export const FREQUENT = "is the blue one still in stock";

export function createSpeech(): () => string {
  const words = Array.from({ length: VOCABULARY }, (_, number) => wordOf(number));
  let state = 1;
  let said = 0;

  /** From 0 to 1. */
  function random(): number {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  }

  return () => {
    said += 1;
    const length = 4 + Math.floor(random() * (WORDS_MAX - 4));
    const rest = Array.from({ length }, () => words[Math.floor(random() ** 4 * VOCABULARY)]);
    const frequent = said % 10 === 0 ? ` ${FREQUENT}` : "";
    return `${EVERYWHERE}${frequent} ${rest.join(" ")}`;
  };
}

/** Syllables, so that words begin alike as those of a language do. */
function wordOf(number: number): string {
  const consonants = "bdfgklmnprstvz";
  const vowels = "aeiou";
  let word = "";
  for (let rest = number + 1; rest > 0; rest = Math.floor(rest / 70)) {
    word += (consonants[rest % 14] ?? "") + (vowels[Math.floor(rest / 14) % 5] ?? "");
  }
  return word;
}
