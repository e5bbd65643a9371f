/** What CONNECT settles: the version and the heart-beats (STOMP 1.2, "Connecting", "Heart-beating"). */
import { ParleyError } from "../errors.ts";
import { HEART_BEAT } from "../protocol/limits.ts";
import { VERSIONS, type Version } from "../stomp/frame.ts";

/** As a `version` header of an ERROR says it. */
export const VERSIONS_KNOWN = VERSIONS.toReversed().join(",");

/** The best version that both know; without the header 1.0. Throws with the versions known here. */
export function chooseVersion(accepted: string | undefined): Version {
  const offered = (accepted ?? "1.0").split(",").map((version) => version.trim());
  const best = VERSIONS.find((version) => offered.includes(version));
  if (best !== undefined) return best;
  throw new ParleyError("invalid_request", `the versions spoken here are ${VERSIONS_KNOWN}`);
}

/** Milliseconds between heart-beats each way; 0 = none. */
export interface HeartBeats {
  readonly sendEvery: number;
  readonly expectEvery: number;
}

/** Each way the larger of what one side can and the other wants. Throws for a malformed header. */
export function chooseHeartBeats(header: string | undefined): HeartBeats {
  const [, sends, wants] = /^(\d{1,9}),(\d{1,9})$/.exec(header ?? "0,0") ?? [];
  if (sends === undefined || wants === undefined) {
    throw new ParleyError("invalid_request", "a malformed heart-beat header");
  }
  return {
    sendEvery: Number(wants) === 0 ? 0 : Math.max(Number(wants), HEART_BEAT.send),
    expectEvery: Number(sends) === 0 ? 0 : Math.max(Number(sends), HEART_BEAT.expect),
  };
}
