/**
 * What the page says about the widget: `window.airy` in either spelling of the snippet (`cid` and `h`, or
 * `channelId` and `host`), and the script's own address, which names its server more surely than
 * anything that was typed.
 */

export interface Settings {
  readonly channelId: string;
  /** The server's address without a slash at its end. */
  readonly server: string;
  readonly resumeToken: string | undefined;
  /** What the site has chosen instead of the visitor's own. */
  readonly language: string | undefined;
  /** Overrides the channel's own look and behaviour. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** The two paths that the script is served under. */
const SCRIPT = /(\/chatplugin\/ui)?\/s\.js$/;

/**
 * @param airy `window.airy`, whatever the page has put there
 * @param source the script's own `src`, if it has one
 * @param page the page's address
 * @returns undefined when no channel or no server is named
 */
export function readSettings(
  airy: unknown,
  source: string | undefined,
  page: string,
): Settings | undefined {
  const given = record(airy);
  const channelId = text(given["channelId"]) ?? text(given["cid"]);
  const server =
    serverOfScript(source, page) ?? serverOfHost(text(given["host"]) ?? text(given["h"]), page);
  if (channelId === undefined || server === undefined) return undefined;
  return {
    channelId,
    server,
    resumeToken: text(given["resumeToken"]),
    language: text(record(given["config"])["language"]),
    config: record(given["config"]),
  };
}

function serverOfScript(source: string | undefined, page: string): string | undefined {
  const url = source ? parse(source, page) : undefined;
  if (url === undefined || !SCRIPT.test(url.pathname)) return undefined;
  return url.origin + url.pathname.replace(SCRIPT, "");
}

/** A host comes as `https://chat.example.org`, `//chat.example.org` or `chat.example.org`. */
function serverOfHost(host: string | undefined, page: string): string | undefined {
  if (host === undefined) return undefined;
  const secure = !page.startsWith("http:");
  const absolute = host.includes("//") ? host : `//${host}`;
  const url = parse(absolute, secure ? "https://localhost" : "http://localhost");
  return url && url.origin + url.pathname.replace(/\/+$/, "");
}

function parse(address: string, base: string): URL | undefined {
  try {
    const url = new URL(address, base);
    return /^https?:$/.test(url.protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}
