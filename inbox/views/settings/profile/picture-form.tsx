import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import type { User } from "../../../../protocol/users.ts";
import { CallFailed } from "../../../api.ts";
import type { Desk } from "../../../desk/desk.ts";
import { labels } from "../../../labels.ts";
import { Avatar } from "../../avatar.tsx";
import { failureText } from "../../form-problems.ts";
import { keepFocus } from "../../keep-focus.ts";
import { SavedNote } from "../../save-bar.tsx";

const text = labels.profile;
/** As the server has it. */
const BYTES_MAX = 1024 * 1024;
const TYPES = "image/png,image/jpeg,image/webp";

/** Holds at once, like choosing it in a shop: there is nothing to save. */
export function PictureForm({ desk }: { readonly desk: Desk }): VNode {
  const { profile, operator } = desk;
  const chooser = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const [done, setDone] = useState("");
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function change(act: () => Promise<User>, said: string): Promise<void> {
    if (busy) return;
    setBusy(true);
    setDone("");
    setProblem(undefined);
    try {
      profile.take(await act());
      setDone(said);
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
      keepFocus(opener.current);
    }
  }

  function choose(file: File | undefined): void {
    if (chooser.current) chooser.current.value = "";
    if (file === undefined) return;
    if (file.size > BYTES_MAX) {
      setDone("");
      setProblem(text.pictureTooLarge);
      return;
    }
    void change(() => desk.call("/users.set-avatar", file), text.pictureSaved);
  }

  return (
    <div class="picture-form">
      <Avatar id={operator.id} name={profile.name} picture={profile.picture} />
      <div class="picture-buttons">
        <input
          ref={chooser}
          class="visually-hidden"
          type="file"
          accept={TYPES}
          aria-label={text.picture}
          tabIndex={-1}
          onChange={({ currentTarget }) => choose(currentTarget.files?.[0])}
        />
        <button
          ref={opener}
          class="button"
          type="button"
          aria-disabled={busy}
          onClick={() => chooser.current?.click()}
        >
          {profile.picture === undefined ? text.choose : text.change}
        </button>
        {profile.picture !== undefined && (
          <button
            class="button danger-quiet"
            type="button"
            aria-disabled={busy}
            onClick={() =>
              void change(() => desk.call("/users.remove-avatar", {}), text.pictureRemoved)
            }
          >
            {text.removePicture}
          </button>
        )}
        <SavedNote text={done} />
      </div>
      <div role="alert">{problem !== undefined && <p class="form-problem">{problem}</p>}</div>
    </div>
  );
}

function problemOf(failure: CallFailed): string {
  if (failure.code === "unsupported_media_type") return text.pictureOfOtherKind;
  return failure.code === "payload_too_large" ? text.pictureTooLarge : failureText(failure);
}
