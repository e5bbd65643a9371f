/** What the API calls a channel of that name, unless a person says it: `Shop München` is `shop-munchen`. */
export function identifierFor(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  return plain.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "website";
}
