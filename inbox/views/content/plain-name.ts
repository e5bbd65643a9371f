/** What turns the direction of writing (`fdp.exe` for `exe.pdf`), and what ends a line. */
const UNSEEN = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/** A name that somebody has given to a file or a button, as one line in which the order is what it seems. */
export function plainName(name: string): string {
  return name.replace(UNSEEN, " ").trim();
}
