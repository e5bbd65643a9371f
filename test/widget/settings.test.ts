import { expect, test } from "bun:test";
import { readSettings } from "../../widget/settings.ts";

const PAGE = "https://shop.example/cart";

test.each([
  ["https://chat.example/s.js", {}, "https://chat.example"],
  ["https://chat.example/chatplugin/ui/s.js", {}, "https://chat.example"],
  ["https://chat.example/support/s.js?v=2", {}, "https://chat.example/support"],
  ["https://chat.example/s.js", { h: "https://other.example" }, "https://chat.example"],
  ["https://cdn.example/bundle.js", { h: "https://chat.example/" }, "https://chat.example"],
  [undefined, { h: "//chat.example" }, "https://chat.example"],
  [undefined, { h: "chat.example" }, "https://chat.example"],
  [undefined, { h: "localhost:8080" }, "https://localhost:8080"],
  [undefined, { host: "chat.example", h: "old.example" }, "https://chat.example"],
  [undefined, { h: "javascript:alert(1)//" }, undefined],
  [undefined, { h: 7 }, undefined],
  [undefined, {}, undefined],
])("of a script at %p and airy %j, the server is %p.", (source, airy, server) => {
  expect(readSettings({ cid: "c", ...airy }, source, PAGE)?.server).toBe(server);
});

test("a host without a scheme is reached as the page was.", () => {
  const settings = readSettings({ cid: "c", h: "localhost:8080" }, undefined, "http://localhost/");
  expect(settings?.server).toBe("http://localhost:8080");
});

test.each([
  [{ cid: "old" }, "old"],
  [{ channelId: "new" }, "new"],
  [{ cid: "old", channelId: "new" }, "new"],
  [{ cid: "" }, undefined],
  [{ cid: 7 }, undefined],
  [null, undefined],
  ["text", undefined],
])("of airy %j, the channel is %p.", (airy, channelId) => {
  expect(readSettings(airy, "https://chat.example/s.js", PAGE)?.channelId).toBe(channelId);
});

test("the resume token and the page's configuration are read from the new spelling.", () => {
  const airy = { channelId: "c", resumeToken: "r", config: { headerText: "Hi" } };
  expect(readSettings(airy, "https://chat.example/s.js", PAGE)).toMatchObject({
    resumeToken: "r",
    config: { headerText: "Hi" },
  });
});
