/** The compiler asks for this one when it does not build for production. */
export { Fragment, jsx as jsxDEV } from "./jsx-runtime.ts";
export type { JSX } from "./jsx-runtime.ts";
