/**
 * The table "folder | may import" of ARCHITECTURE.md as rules. In its second column count:
 * what stands in backticks (`errors.ts`, `chat/`, `bun:sqlite`, `valibot`), followed by "types" where
 * only types may be imported; "nothing", not even a library; "nothing of ours"; "everything", except
 * what is named after "but". What comes after a semicolon is for people.
 */

export interface ImportRule {
  /** A folder (`chat/`) or a file (`server.ts`). */
  readonly subject: string;
  readonly everything: boolean;
  readonly nothing: boolean;
  /** What may be imported or, with `everything`, what may not. */
  readonly named: readonly { readonly target: string; readonly typesOnly: boolean }[];
}

const HEADER = /^\|\s*folder\s*\|\s*may import\s*\|$/m;

export function readImportRules(document: string): ImportRule[] {
  const start = HEADER.exec(document);
  if (!start) throw new Error('No table "folder | may import" was found.');
  const [table = ""] = document.slice(start.index).split("\n\n", 1);
  return table.split("\n").slice(2).filter(Boolean).flatMap(readRow);
}

function readRow(row: string): ImportRule[] {
  const [subjects = "", words = ""] = row.split("|").slice(1, 3);
  const cell = (words.split(";", 1)[0] ?? "").trim();
  const rule = {
    everything: cell.startsWith("everything"),
    nothing: cell === "nothing",
    named: [...cell.matchAll(/`([^`]+)`( types)?/g)].map(([, target = "", types]) => ({
      target,
      typesOnly: types !== undefined,
    })),
  };
  return [...subjects.matchAll(/`([^`]+)`/g)].map(([, subject = ""]) => ({ subject, ...rule }));
}

/** The most specific rule for a file: that of the file itself before that of its folder. */
export function ruleFor(rules: readonly ImportRule[], path: string): ImportRule | undefined {
  return rules
    .filter(({ subject }) => covers(subject, path))
    .toSorted((a, b) => b.subject.length - a.subject.length)[0];
}

export function allows(rule: ImportRule, target: string, typeOnly: boolean): boolean {
  if (covers(rule.subject, target) || target === "package.json") return true;
  const named = rule.named.some(
    (entry) => covers(entry.target, target) && (typeOnly || !entry.typesOnly),
  );
  if (rule.everything) return !named;
  return named || (!rule.nothing && isPlatform(target));
}

/** `chat/` covers `chat/hub.ts`, `preact` covers `preact/hooks`. */
function covers(name: string, target: string): boolean {
  return target === name || target.startsWith(name.endsWith("/") ? name : `${name}/`);
}

/** What comes with the runtime and needs no row of the table; a database does. */
function isPlatform(target: string): boolean {
  return target === "bun" || target.startsWith("node:");
}
