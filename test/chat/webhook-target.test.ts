/** Where a webhook's address leads, and where it must not. */
import { describe, expect, test } from "bun:test";
import { findTarget } from "../../chat/webhook-target.ts";

/** What each name leads to, as a resolver would say. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  "hooks.example.org": ["93.184.216.34"],
  "both.example.org": ["2606:2800:220:1::1", "93.184.216.34", "93.184.216.35"],
  "inside.example.org": ["10.0.0.7"],
  "mixed.example.org": ["93.184.216.34", "127.0.0.1"],
  "six.example.org": ["fd00::1"],
  localhost: ["127.0.0.1", "::1"],
  "metadata.internal": ["169.254.169.254"],
};

async function lookUp(name: string): Promise<readonly string[]> {
  const addresses = NAMES[name];
  if (addresses === undefined) throw new Error(`ENOTFOUND ${name}`);
  return addresses;
}

describe("Refused unless private webhooks are allowed:", () => {
  test.each([
    "http://127.0.0.1/",
    "http://127.0.0.1:8080/hook",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://①②⑦.⓪.⓪.①/",
    "http://0/",
    "http://10.1.2.3/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/",
    "http://[::]/",
    "http://[0:0:0:0:0:ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[fe80::1]/",
    "http://[fd12::1]/",
    "https://localhost/",
    "https://LOCALHOST:8443/",
    "https://localhost./",
    "https://inside.example.org/",
    "https://mixed.example.org/",
    "https://six.example.org/",
    "http://metadata.internal/",
  ])("%s", async (url) => {
    expect(await findTarget(url, lookUp, false)).toEqual({ ok: false, problem: "private_address" });
    expect(await findTarget(url, lookUp, true)).toMatchObject({ ok: true });
  });
});

test("A name is looked up once, and its place in the URL taken by the address that was looked at", async () => {
  const asked: string[] = [];
  const target = await findTarget(
    "https://hooks.example.org:8443/a%20b?c=d",
    (name) => {
      asked.push(name);
      return lookUp(name);
    },
    false,
  );
  expect(target).toEqual({
    ok: true,
    url: "https://93.184.216.34:8443/a%20b?c=d",
    host: "hooks.example.org:8443",
    serverName: "hooks.example.org",
  });
  expect(asked).toEqual(["hooks.example.org"]);
});

test("An address is not looked up, and is the one that the certificate has to name", async () => {
  const fail = (): Promise<never> => Promise.reject(new Error("asked"));
  expect(await findTarget("https://8.8.8.8/", fail, false)).toEqual({
    ok: true,
    url: "https://8.8.8.8/",
    host: "8.8.8.8",
    serverName: undefined,
  });
  expect(await findTarget("http://[2606:4700::1111]:81/x", fail, false)).toEqual({
    ok: true,
    url: "http://[2606:4700::1111]:81/x",
    host: "[2606:4700::1111]:81",
    serverName: undefined,
  });
});

test("Of several addresses each attempt takes the next, IPv4 first", async () => {
  const urls = [];
  for (const turn of [0, 1, 2, 3]) {
    const target = await findTarget("http://both.example.org/", lookUp, false, turn);
    urls.push(target.ok && target.url);
  }
  expect(urls).toEqual([
    "http://93.184.216.34/",
    "http://93.184.216.35/",
    "http://[2606:2800:220:1::1]/",
    "http://93.184.216.34/",
  ]);
});

test("A name that nobody knows, or that has no address, is not found", async () => {
  const problem = { ok: false, problem: "name_not_found" } as const;
  expect(await findTarget("http://nobody.example.org/", lookUp, false)).toEqual(problem);
  expect(await findTarget("http://nobody.example.org/", async () => [], true)).toEqual(problem);
});
