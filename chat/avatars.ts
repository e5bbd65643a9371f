/** The pictures that operators give themselves. */
import type { FileRow } from "../db/files.ts";
import type { UserRow } from "../db/users.ts";
import type { Writer } from "../db/writer.ts";
import { ParleyError } from "../errors.ts";
import { AVATAR_BYTES } from "../protocol/limits.ts";
import type { OnChange } from "./changes.ts";
import type { Files } from "./files.ts";
import { isBot, type Operator } from "./tokens.ts";

export interface Avatars {
  /**
   * The picture takes the place of the one before it, which is taken away. Rejects with `forbidden` for a bot,
   * `unsupported_media_type`, `payload_too_large`, and as an upload does.
   */
  set(
    operator: Operator,
    upload: { readonly length: number | undefined; readonly body: AsyncIterable<Uint8Array> },
    urlOf: (file: FileRow) => string,
  ): Promise<UserRow>;
  /** One's own, or as an admin somebody else's. Rejects with `forbidden`, `user_not_found`. */
  remove(operator: Operator, id: string | undefined): Promise<UserRow>;
}

export interface AvatarsDeps {
  readonly writer: Writer;
  readonly files: Files;
  readonly onChange: OnChange;
}

/** What every browser shows and no picture needs more than. */
const TYPES = ["image/png", "image/jpeg", "image/webp"];

export function createAvatars({ writer, files, onChange }: AvatarsDeps): Avatars {
  function changed(row: UserRow | "unknown"): UserRow {
    if (row === "unknown") throw new ParleyError("user_not_found", "there is no such account");
    onChange({ kind: "user", userId: row.id });
    return row;
  }

  return {
    async set(operator, { length, body }, urlOf) {
      const { userId } = operator;
      checkPerson(operator);
      const picture = {
        owner: userId,
        ownerMax: undefined,
        name: "picture",
        length,
        body,
        max: AVATAR_BYTES,
        types: TYPES,
      };
      const file = await files.store(picture);
      const avatar = { userId, file: file.id, url: urlOf(file) };
      return changed(await writer.write("setAvatar", avatar));
    },

    async remove(operator, id = operator.userId) {
      const own = id === operator.userId;
      if (own) checkPerson(operator);
      else if (operator.role !== "admin") {
        throw new ParleyError("forbidden", "only an admin may do this");
      }
      const admin = own ? undefined : operator.loginId;
      return changed(await writer.write("removeAvatar", id, admin));
    },
  };
}

function checkPerson(operator: Operator): void {
  if (isBot(operator)) throw new ParleyError("forbidden", "an API token has no picture");
}
