import { expect, test } from "bun:test";
import { bundleAssets } from "../../assets.ts";
import { gzip } from "../../routes/asset.ts";
import { ROOT } from "../project-files.ts";

/** Bytes, compressed as the server does it. */
const SIZE_MAX = 15_000;

test("s.js takes at most 15,000 bytes on the wire", async () => {
  const { widget } = await bundleAssets(ROOT);
  expect(gzip(widget).byteLength).toBeLessThanOrEqual(SIZE_MAX);
});
