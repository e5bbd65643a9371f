/**
 * Calls `make` only when an argument differs from the last call's. A description that is the same object
 * as before is not looked into when it is drawn.
 */
export function memo<Args extends readonly unknown[], Result>(
  make: (...args: Args) => Result,
): (...args: Args) => Result {
  let last: { readonly args: Args; readonly result: Result } | undefined;
  return (...args) => {
    if (last?.args.every((arg, index) => arg === args[index])) return last.result;
    last = { args, result: make(...args) };
    return last.result;
  };
}
