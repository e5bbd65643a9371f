/** Somebody's own page with the snippet in it, on another origin than the server's. */
import type { BrowserContextOptions } from "playwright-core";
import { snippet } from "../../protocol/snippet.ts";
import { visitorOn, type Scene, type VisitorView } from "./scene.ts";

export interface SiteOptions {
  readonly context?: BrowserContextOptions;
  /** In front of the snippet, in the head. */
  readonly before?: string;
  /** Instead of the snippet that Parley prints. */
  readonly snippet?: string;
  readonly body?: string;
  /** The page's content security policy. */
  readonly policy?: string;
}

export interface Site extends VisitorView, AsyncDisposable {
  /** What went wrong on the page: errors that nobody caught, and what its policy has stopped. */
  readonly complaints: readonly string[];
}

export function channelIdOf(scene: Scene): string {
  return new URL(scene.examplePage).searchParams.get("channel_id") ?? "";
}

/** Opens the page, once its requests have been answered. */
export async function openSite(scene: Scene, options: SiteOptions = {}): Promise<Site> {
  const { before = "", body = "<main><h1>A site</h1></main>", policy } = options;
  const script =
    options.snippet ?? snippet({ channelId: channelIdOf(scene), host: scene.parley.url });
  const html = `<!doctype html><html lang="en"><head><title>A site</title>${before}${script}</head><body>${body}</body></html>`;
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    ...(policy !== undefined && { "Content-Security-Policy": policy }),
  };
  const site = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: () => new Response(html, { headers }),
  });
  const context = await scene.person(options.context);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (said) => {
    if (said.text().includes("Content Security Policy")) complaints.push(said.text());
  });
  await page.goto(`http://127.0.0.1:${site.port}/`, { waitUntil: "networkidle" });
  return {
    ...visitorOn(page),
    complaints,
    async [Symbol.asyncDispose]() {
      await context.close();
      await site.stop(true);
    },
  };
}

/** The snippet's settings as a script, with a config of the page's own. */
export function settingsScript(scene: Scene, config: unknown): string {
  const airy = JSON.stringify({ cid: channelIdOf(scene), h: scene.parley.url, config });
  return `<script>window.airy = ${airy.replaceAll("<", "\\u003c")}</script>`;
}
