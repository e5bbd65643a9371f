import { expect, test } from "bun:test";
import { bundleAssets } from "../../assets.ts";
import { gzip } from "../../routes/asset.ts";
import { ROOT } from "../project-files.ts";

/** Bytes, compressed as the server does it. */
const SIZE_MAX = 15_000;

test("s.js takes at most 15,000 bytes on the wire, and what few need of it no more than that again", async () => {
  const { widget, extras } = await bundleAssets(ROOT);
  expect(gzip(widget).byteLength).toBeLessThanOrEqual(SIZE_MAX);
  expect(gzip(extras).byteLength).toBeLessThanOrEqual(SIZE_MAX);
});
