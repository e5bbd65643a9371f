import type { VNode } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { CallFailed } from "../../api.ts";
import type { PictureDraft } from "../../desk/rich-draft.ts";
import { labels } from "../../labels.ts";
import { FILE_BYTES, type Upload } from "../../upload.ts";
import { ownFile } from "../content/own-file.ts";
import { plainName } from "../content/plain-name.ts";
import { failureText } from "../form-problems.ts";
import { Icon } from "../icons.tsx";
import { TextField } from "./text-field.tsx";

const text = labels.compose;

interface PictureFieldProps {
  readonly picture: PictureDraft | undefined;
  readonly upload: Upload;
  readonly onChange: (picture: PictureDraft | undefined) => void;
}

/** A picture that is uploaded when it is chosen, and in words what it shows. */
export function PictureField({ picture, upload, onChange }: PictureFieldProps): VNode {
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const [percent, setPercent] = useState<number>();
  const [problem, setProblem] = useState<string>();
  const running = useRef<AbortController | undefined>(undefined);
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => () => running.current?.abort(), []);

  async function take(file: File): Promise<void> {
    running.current?.abort();
    setProblem(undefined);
    if (file.size > FILE_BYTES) return setProblem(labels.thread.fileTooLarge);
    const abort = new AbortController();
    running.current = abort;
    setPercent(0);
    try {
      const { type, url, name } = await upload(file, {
        signal: abort.signal,
        onProgress: (share) => setPercent(Math.floor(share * 100)),
      });
      if (type === "image") latest.current({ url, name, alt: "" });
      else setProblem(text.noPicture);
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      if (!abort.signal.aborted) setProblem(failureText(error));
    }
    if (running.current === abort) setPercent(undefined);
  }

  return (
    <div class="field picture-field">
      <span id={id} class="field-name">
        {text.picture}
      </span>
      <div class="picture-line" role="group" aria-labelledby={id}>
        {picture && (
          <img class="picture-chosen" src={ownFile(picture.url)} alt={plainName(picture.name)} />
        )}
        <button
          ref={opener}
          class="button"
          type="button"
          aria-disabled={percent !== undefined}
          onClick={() => percent === undefined && chooser.current?.click()}
        >
          <Icon name="picture" />
          {percent !== undefined
            ? text.uploading(percent)
            : picture === undefined
              ? text.choosePicture
              : text.replacePicture}
        </button>
        {picture && (
          <button
            class="icon-button"
            type="button"
            aria-label={text.removePicture}
            onClick={() => {
              onChange(undefined);
              opener.current?.focus();
            }}
          >
            <Icon name="close" />
          </button>
        )}
        <input
          ref={chooser}
          type="file"
          accept="image/png,image/jpeg,image/gif,image/webp,image/avif"
          hidden
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            currentTarget.value = "";
            if (file !== undefined) void take(file);
          }}
        />
      </div>
      <div role="alert">{problem !== undefined && <p class="problem">{problem}</p>}</div>
      {picture && (
        <TextField
          label={text.alt}
          hint={text.altHint}
          value={picture.alt}
          problem={undefined}
          onChange={(alt) => onChange({ ...picture, alt })}
        />
      )}
    </div>
  );
}
