/** `/chatplugin.config`: what the widget may know of its channel before anyone has said anything. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Answer } from "../running-server.ts";
import { setScene, type Scene } from "./scene.ts";
import { expectRefusal, UUID } from "./shapes.ts";

let scene: Scene;
beforeAll(async () => void (scene = await setScene()));
afterAll(() => scene[Symbol.asyncDispose]());

describe("/chatplugin.config", () => {
  function config(query: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${scene.server.url}/chatplugin.config${query}`, { headers });
  }

  test("answers the channel's public config with an ETag, and 304 while that has not changed", async () => {
    const body = { source: "chat_plugin", source_channel_id: "with config", name: "Shop" };
    const image_url = "https://shop.example.org/logo.png";
    const connect = (more: object) =>
      scene.server.post<{ id: string }>(
        "/channels.connect",
        { ...body, ...more },
        scene.operator.token,
      );
    const { id } = (await connect({})).body;
    const first = await config(`?channel_id=${id}`);
    expect(first.status).toBe(200);
    expect(await first.json()).toEqual({ channel_id: UUID, name: "Shop", config: {} });
    expect(first.headers.get("content-type")).toStartWith("application/json");
    expect(first.headers.get("cache-control")).toBe("public, max-age=60");
    expect(first.headers.get("access-control-allow-origin")).toBe("*");
    const tag = first.headers.get("etag") ?? "";
    expect(tag).toMatch(/^"[\w-]+"$/);

    // RFC 9110, 13.1.2: a list, compared weakly; a proxy that compresses makes tags weak.
    for (const header of [tag, `W/${tag}`, `"other", ${tag}`, "*"]) {
      const again = await config(`?channel_id=${id}`, { "If-None-Match": header });
      expect({ header, status: again.status }).toEqual({ header, status: 304 });
      expect(again.headers.get("etag")).toBe(tag);
      expect(again.headers.get("access-control-allow-origin")).toBe("*");
      expect(await again.text()).toBe("");
    }
    for (const header of ['"other"', tag.slice(1, -1), `"${tag}"`]) {
      const again = await config(`?channel_id=${id}`, { "If-None-Match": header });
      expect({ header, status: again.status }).toEqual({ header, status: 200 });
    }

    await connect({ image_url });
    const changed = await config(`?channel_id=${id}`, { "If-None-Match": tag });
    expect(changed.status).toBe(200);
    expect(await changed.json()).toEqual({ channel_id: id, name: "Shop", image_url, config: {} });
    expect(changed.headers.get("etag")).not.toBe(tag);
  });

  test.each([
    ["de", "de", "Senden"],
    ["de-AT", "de", "Senden"],
    ["PT-BR", "pt", "Enviar"],
    ["zh-Hant-TW", "zh", "发送"],
  ])("answers the widget's labels to the language %p", async (asked, language, send) => {
    const { id } = await scene.server.channel();
    const answer = await config(`?channel_id=${id}&language=${asked}`);
    const { labels } = (await answer.json()) as { labels: object };
    expect(labels).toMatchObject({ language, send });
  });

  test.each(["en", "en-GB", "sv", "", "__proto__", "constructor", "..", "x".repeat(35)])(
    "answers no labels to the language %p",
    async (language) => {
      const { id } = await scene.server.channel();
      const answer = await config(`?channel_id=${id}&language=${language}`);
      expect(answer.status).toBe(200);
      expect(await answer.json()).not.toHaveProperty("labels");
    },
  );

  test.each(["", "?channel_id=", "?channel_id=1", "?channel=x", "?channel_id=%00"])(
    "answers 400 to the query %p and names the field",
    async (query) => {
      const wanted = { status: 400, code: "invalid_request", path: "channel_id" };
      expectRefusal(await read(await config(query)), wanted);
    },
  );

  test("answers 404 for a channel that does not exist", async () => {
    const answer = await read(await config(`?channel_id=${crypto.randomUUID()}`));
    expectRefusal(answer, { status: 404, code: "channel_not_found" });
  });

  async function read(response: Response): Promise<Answer<unknown>> {
    return { status: response.status, headers: response.headers, body: await response.json() };
  }
});
