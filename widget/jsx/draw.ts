/**
 * Brings descriptions onto the page and changes only what differs from the last drawing. Elements are
 * found again by tag and key among their siblings, so what the visitor has in hand (focus, caret,
 * scrolling) stays where it is.
 */
import { isDescription, type Child, type Description, type Props } from "./jsx-runtime.ts";

interface Drawn {
  readonly child: Description | string;
  readonly node: Element | Text;
  readonly children: readonly Drawn[];
}

type Attribute = string | number | boolean | null | undefined;

/** Gives the function that draws into `container`, which has to be empty. */
export function createDrawing(container: Element): (child: Child) => void {
  let drawn: readonly Drawn[] = [];
  return (child) => {
    drawn = drawChildren(container, drawn, child);
  };
}

function drawChildren(parent: Element, before: readonly Drawn[], children: Child): Drawn[] {
  const rest = [...before];
  const drawn = flatten(children).map((child) => {
    const found = rest.findIndex((candidate) => isSame(candidate.child, child));
    return drawOne(found < 0 ? undefined : rest.splice(found, 1)[0], child);
  });
  for (const { node } of rest) node.remove();
  for (const [index, { node }] of drawn.entries()) {
    const there = parent.childNodes[index];
    if (there !== node) parent.insertBefore(node, there ?? null);
  }
  return drawn;
}

function flatten(child: Child): (Description | string)[] {
  if (child === null || child === undefined || typeof child === "boolean") return [];
  if (typeof child === "object" && !isDescription(child)) return child.flatMap(flatten);
  return [typeof child === "number" ? String(child) : child];
}

function isSame(a: Description | string, b: Description | string): boolean {
  if (typeof a === "string" || typeof b === "string") return typeof a === typeof b;
  return a.tag === b.tag && a.key === b.key;
}

function drawOne(before: Drawn | undefined, child: Description | string): Drawn {
  if (before?.child === child) return before;
  if (typeof child === "string") {
    const node = before ? (before.node as Text) : document.createTextNode(child);
    node.data = child;
    return { child, node, children: [] };
  }
  const node = before ? (before.node as Element) : createElement(child.tag);
  setProps(node, before ? (before.child as Description).props : {}, child.props);
  const children = drawChildren(node, before?.children ?? [], child.props.children);
  if (!before) child.props.ref?.(node as never);
  return { child, node, children };
}

function createElement(tag: string): Element {
  return tag === "svg" || tag === "path"
    ? document.createElementNS("http://www.w3.org/2000/svg", tag)
    : document.createElement(tag);
}

function setProps(element: Element, before: Props, props: Props): void {
  for (const name of Object.keys({ ...before, ...props })) {
    const value = props[name] as Attribute;
    if (name === "children" || name === "ref") continue;
    if (name.startsWith("on") || name === "value" || name === "disabled") {
      const target = element as unknown as Record<string, unknown>;
      const property = name.toLowerCase();
      if (target[property] !== value) target[property] = value;
    } else if (value === undefined || value === null) element.removeAttribute(name);
    else if (value !== before[name]) element.setAttribute(name, String(value));
  }
}
