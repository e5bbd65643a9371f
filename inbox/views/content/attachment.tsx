// oxlint-disable jsx-a11y/media-has-caption -- what people send has no captions
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Content } from "../../../protocol/content.ts";
import { labels } from "../../labels.ts";
import { Icon } from "../icons.tsx";
import { WebLink } from "../linked-text.tsx";
import { fileSize } from "./file-size.ts";
import { ownFile } from "./own-file.ts";
import { Picture } from "./picture.tsx";
import { plainName } from "./plain-name.ts";

export type AttachmentContent = Extract<Content, { url: string }>;

/** A file of ours as what it is; one that is elsewhere, or cannot be shown, as a link to it. */
export function Attachment({ content }: { readonly content: AttachmentContent }): VNode {
  const { type, url, size } = content;
  const [isBroken, setBroken] = useState(false);
  const name = plainName(content.name ?? "") || labels.content[type];
  const path = ownFile(url);
  const onError = (): void => setBroken(true);
  if (path === undefined) return <Elsewhere url={url} name={name} />;
  if (isBroken || type === "file") return <Download path={path} name={name} size={size} />;
  switch (type) {
    case "image":
      return <Picture src={path} name={name} onError={onError} />;
    case "video":
      return (
        <video
          class="media film"
          src={path}
          controls
          preload="metadata"
          aria-label={name}
          onError={onError}
        />
      );
    case "audio":
      return (
        <span class="media sound">
          <bdi class="file-name line">{name}</bdi>
          <audio src={path} controls preload="metadata" aria-label={name} onError={onError} />
        </span>
      );
  }
}

interface DownloadProps {
  readonly path: string;
  readonly name: string;
  readonly size: number | undefined;
}

function Download({ path, name, size }: DownloadProps): VNode {
  return (
    <a
      class="media file"
      href={path}
      download={name}
      target="_blank"
      rel="noopener"
      aria-label={labels.content.download(name)}
    >
      <span class="file-icon">
        <Icon name="file" />
      </span>
      <span class="file-words">
        <bdi class="file-name line">{name}</bdi>
        {size !== undefined && <span class="file-size">{fileSize(size)}</span>}
      </span>
      <Icon name="down" />
    </a>
  );
}

function Elsewhere({ url, name }: { readonly url: string; readonly name: string }): VNode {
  return (
    <span class="attachment">
      <Icon name="file" />
      <span>
        <WebLink href={url} text={name} />
        <span class="file-size" dir="ltr">
          {hostOf(url)}
        </span>
      </span>
    </span>
  );
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return "";
  }
}
