import type { VNode } from "preact";
import type { Others } from "../desk/viewers.ts";
import { labels } from "../labels.ts";
import { Avatar } from "./avatar.tsx";

const text = labels.viewers;
/** More are a number. */
const SHOWN = 3;

/** Which colleagues have this conversation open too: small pictures, and the words for them. */
export function ThreadViewers({ people, more }: Others): VNode {
  const shown = people.slice(0, SHOWN);
  const rest = people.length - shown.length + more;
  const words = wordsFor(
    people.map(({ name }) => name),
    more,
  );
  return (
    <div class="viewers" role="status" title={words}>
      {shown.map(({ id, name, avatar_url }) => (
        <Avatar key={id} id={id} name={name} picture={avatar_url} />
      ))}
      {rest > 0 && (
        <span class="viewers-more" aria-hidden="true">
          +{rest}
        </span>
      )}
      {words !== undefined && <span class="viewers-text line">{words}</span>}
    </div>
  );
}

function wordsFor(names: readonly string[], more: number): string | undefined {
  const [first] = names;
  if (first === undefined) return undefined;
  if (names.length === 1 && more === 0) return text.one(first);
  const named = names.slice(0, SHOWN);
  const rest = names.length - named.length + more;
  const all = rest > 0 ? [...named, text.andMore(rest)] : named;
  return text.many(new Intl.ListFormat(labels.language).format(all));
}
