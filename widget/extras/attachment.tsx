/** @jsxImportSource ../jsx */
import type { Content } from "../../protocol/content.ts";
import { jsx, type Child } from "../jsx/jsx-runtime.ts";
import type { Labels } from "../labels.ts";
import { link } from "./linked-text.tsx";
import { uploadedPath } from "./uploaded-path.ts";

export type Attachment = Extract<Content, { url: string }>;

export function attachment(
  { type, url, name, size }: Attachment,
  labels: Labels,
  server: string,
): Child {
  const title = name ?? labels.file;
  const path = uploadedPath(url);
  const src = server + path;
  if (path && type === "image") return link(src, <img class="media" src={src} alt={title} />);
  if (path && type !== "file") {
    return jsx(type, {
      class: "media",
      src,
      controls: true,
      preload: "metadata",
      "aria-label": title,
    });
  }
  return (
    <>
      {link(path ? src : url, title)}
      {size !== undefined && <small dir="auto">{bytes(size, labels.language)}</small>}
    </>
  );
}

function bytes(count: number, language: string): string {
  const [unit, value] = count < 1e6 ? ["kilobyte", count / 1e3] : ["megabyte", count / 1e6];
  const options = { style: "unit", unit, maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(language, options).format(value);
}
