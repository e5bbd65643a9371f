import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../icons.tsx";
import { fileSize } from "./file-size.ts";
import { plainName } from "./plain-name.ts";

/** What browsers show, and what the server says is a picture. */
const PICTURE = /^image\/(png|jpeg|gif|webp|avif)$/;

/** A file that only this page has: a picture as itself, anything else by its name and size. */
export function PendingFile({ file }: { readonly file: File }): VNode {
  const url = useObjectUrl(PICTURE.test(file.type) ? file : undefined);
  const name = plainName(file.name);
  if (url !== undefined) return <img class="media pending-picture" src={url} alt={name} />;
  return (
    <span class="media file">
      <span class="file-icon">
        <Icon name="file" />
      </span>
      <span class="file-words">
        <bdi class="file-name line">{name}</bdi>
        <span class="file-size">{fileSize(file.size)}</span>
      </span>
    </span>
  );
}

function useObjectUrl(file: File | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (file === undefined) return;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}
