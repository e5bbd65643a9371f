/**
 * What the compiler turns JSX into: plain descriptions of elements, which draw.ts brings onto the page.
 * A component is a function that is called on the spot; it has no state and no life of its own. (Preact
 * would take a third of what the whole script may weigh.)
 */
import type { JSX as PreactJSX } from "preact";

export type Child = Description | string | number | boolean | null | undefined | readonly Child[];

export interface Props {
  readonly children?: Child;
  /** Called once, with the new element. */
  readonly ref?: (element: never) => void;
  readonly [name: string]: unknown;
}

export interface Description {
  readonly tag: string;
  readonly props: Props;
  /** Tells elements of one tag apart among their siblings. */
  readonly key: string | undefined;
}

type Component = (props: Props) => Child;

export function jsx(type: string | Component, props: Props, key?: string): Child {
  if (typeof type === "string") return { tag: type, props, key };
  const child = type(props);
  return key !== undefined && isDescription(child) ? { ...child, key } : child;
}

export { jsx as jsxs };

export function Fragment({ children }: Props): Child {
  return children;
}

export function isDescription(child: Child): child is Description {
  return typeof child === "object" && child !== null && "tag" in child;
}

/** `Omit` of a union would leave only what all of it shares. */
type Without<Union, Keys extends PropertyKey> = Union extends unknown ? Omit<Union, Keys> : never;

type Attributes<Element extends keyof PreactJSX.IntrinsicElements> = Without<
  PreactJSX.IntrinsicElements[Element],
  "children" | "key" | "ref"
> & {
  children?: Child;
  key?: string;
  ref?: (
    element: Element extends keyof HTMLElementTagNameMap
      ? HTMLElementTagNameMap[Element]
      : SVGElement,
  ) => void;
};

export declare namespace JSX {
  type Element = Child;
  interface ElementChildrenAttribute {
    children: unknown;
  }
  interface IntrinsicAttributes {
    key?: string;
  }
  type IntrinsicElements = {
    [Tag in keyof PreactJSX.IntrinsicElements]: Attributes<Tag>;
  };
}
