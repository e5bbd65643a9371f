/** One attempt to deliver an event, to real receivers of every kind. */
import { describe, expect, test } from "bun:test";
import { createDeliver, type Attempt, type DeliverDeps } from "../../chat/webhook-delivery.ts";
import { WEBHOOK_LIMITS } from "../../protocol/limits.ts";
import { ManualClock } from "../manual-clock.ts";
import { Queue } from "../queue.ts";
import { CERTIFICATE } from "../receiver-certificate.ts";
import { startReceiver, type AnswerTo } from "../webhook-receiver.ts";

const BODY = JSON.stringify({ type: "message.created", text: "süß" });

function attempt(url: string, deps: Partial<DeliverDeps> = {}, attempts = 0): Promise<Attempt> {
  const { after } = new ManualClock();
  const deliver = createDeliver({ lookUp: toLoopback, allowPrivate: true, after, ...deps });
  const delivery = { url, headers: { "X-Key": "secret" }, body: BODY, attempts };
  return deliver(delivery, new AbortController().signal);
}

async function toLoopback(): Promise<readonly string[]> {
  return ["127.0.0.1"];
}

/** A server that speaks TCP and no more: `talk` says what it writes, when it is asked and whenever it can. */
function startRaw(talk: (socket: Bun.Socket) => void) {
  const asked = new Queue<string>();
  const closed = new Queue<true>();
  const server = Bun.listen({
    hostname: "127.0.0.1",
    port: 0,
    socket: {
      data(socket, data) {
        asked.put(data.toString());
        talk(socket);
      },
      drain: talk,
      close: () => closed.put(true),
      error: () => undefined,
    },
  });
  return {
    url: `http://127.0.0.1:${server.port}/`,
    asked,
    closed,
    [Symbol.dispose]: () => server.stop(true),
  };
}

test("It is a POST of the very bytes, with the webhook's own headers, the name as Host, and no cookie or referrer", async () => {
  await using receiver = startReceiver();
  const url = `http://hooks.example.org:${receiver.port}/a/b?c=d`;
  expect(await attempt(url)).toEqual({ ok: true });
  const { path, headers, body } = await receiver.received.next();
  expect({ path, body }).toEqual({ path: "/a/b?c=d", body: BODY });
  expect(headers.get("host")).toBe(`hooks.example.org:${receiver.port}`);
  expect(headers.get("x-key")).toBe("secret");
  expect(headers.get("content-length")).toBe(String(Buffer.byteLength(BODY)));
  expect([headers.get("cookie"), headers.get("referer"), headers.get("origin")]).toEqual([
    null,
    null,
    null,
  ]);
});

describe("The answer's status decides:", () => {
  test.each<[number, Attempt]>([
    [200, { ok: true }],
    [201, { ok: true }],
    [204, { ok: true }],
    [302, { ok: false, reason: "status_302" }],
    [304, { ok: false, reason: "status_304" }],
    [400, { ok: false, reason: "status_400" }],
    [401, { ok: false, reason: "status_401" }],
    [410, { ok: false, reason: "status_410" }],
    [429, { ok: false, reason: "status_429" }],
    [500, { ok: false, reason: "status_500" }],
    [503, { ok: false, reason: "status_503" }],
  ])("%p", async (answer, wanted) => {
    await using receiver = startReceiver(() => answer);
    expect(await attempt(receiver.url)).toEqual(wanted);
  });
});

test("A redirect is not followed, not even to where deliveries may go", async () => {
  await using inside = startReceiver();
  const answer: AnswerTo = () => Response.redirect(inside.url, 307);
  await using receiver = startReceiver(answer);
  expect(await attempt(receiver.url)).toEqual({ ok: false, reason: "status_307" });
  expect(inside.received.unread).toEqual([]);
});

describe("An address that leads inside is never connected to:", () => {
  test.each([
    ["the address itself", (port: number) => `http://127.0.0.1:${port}/`, "private_address"],
    ["spelled in hexadecimal", (port: number) => `http://0x7f000001:${port}/`, "private_address"],
    [
      "a name that leads there",
      (port: number) => `http://a.example.org:${port}/`,
      "private_address",
    ],
    ["mapped into IPv6", (port: number) => `http://[::ffff:7f00:1]:${port}/`, "private_address"],
  ])("%s", async (_, urlOf, reason) => {
    await using receiver = startReceiver();
    const url = urlOf(receiver.port);
    expect(await attempt(url, { allowPrivate: false })).toEqual({ ok: false, reason });
    expect(receiver.received.unread).toEqual([]);
  });

  test("a name that answers with the outside first and with the inside next, within one attempt and in the one after", async () => {
    await using receiver = startReceiver();
    const answers = [["127.0.0.1", "93.184.216.34"], ["127.0.0.1"]];
    let asked = 0;
    const lookUp = async (): Promise<readonly string[]> => answers[asked++] ?? [];
    const url = `http://rebinding.example.org:${receiver.port}/`;
    const refused: Attempt = { ok: false, reason: "private_address" };
    expect(await attempt(url, { lookUp, allowPrivate: false })).toEqual(refused);
    expect(asked).toBe(1);
    expect(await attempt(url, { lookUp, allowPrivate: false }, 1)).toEqual(refused);
    expect(receiver.received.unread).toEqual([]);
  });
});

describe("Over TLS", () => {
  const ca = CERTIFICATE;

  test("the certificate has to name the webhook's host, though the connection goes to an address", async () => {
    await using receiver = startReceiver(() => 200, true);
    const named = `https://hooks.example.org:${receiver.port}/hook`;
    expect(await attempt(named, { ca })).toEqual({ ok: true });
    const { headers } = await receiver.received.next();
    expect(headers.get("host")).toBe(`hooks.example.org:${receiver.port}`);
    // With a dot at its end it is the same name.
    expect(await attempt(named.replace(".org", ".org."), { ca })).toEqual({ ok: true });
  });

  test.each([
    ["of another name", "other.example.org", { ca }, "ERR_TLS_CERT_ALTNAME_INVALID"],
    ["of a name, for an address", "127.0.0.1", { ca }, "ERR_TLS_CERT_ALTNAME_INVALID"],
    ["that nobody trusts", "hooks.example.org", {}, "DEPTH_ZERO_SELF_SIGNED_CERT"],
  ])("a certificate %s is refused", async (_, host, deps, reason) => {
    await using receiver = startReceiver(() => 200, true);
    const url = `https://${host}:${receiver.port}/hook`;
    expect(await attempt(url, deps)).toEqual({ ok: false, reason });
    expect(receiver.received.unread).toEqual([]);
  });
});

describe("What takes too long is cut after 10 seconds in all:", () => {
  const talks: Readonly<Record<string, (socket: Bun.Socket) => void>> = {
    "a receiver that says nothing": () => undefined,
    "one that begins an answer and stops": (socket) => void socket.write("HTTP/1.1 200 OK\r\n"),
    "one that only ever announces an answer": (socket) =>
      void socket.write("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"),
  };
  for (const [what, talk] of Object.entries(talks)) {
    test(what, async () => {
      using raw = startRaw(talk);
      const clock = new ManualClock();
      const pending = attempt(raw.url, { after: clock.after });
      await raw.asked.next();
      clock.advance(WEBHOOK_LIMITS.attempt - 1);
      expect(Bun.peek.status(pending)).toBe("pending");
      clock.advance(1);
      expect(await pending).toEqual({ ok: false, reason: "timeout" });
      // The connection is not left behind.
      await raw.closed.next();
    });
  }

  test("a name that is never found", async () => {
    const clock = new ManualClock();
    const lookUp = (): Promise<never> => new Promise(() => undefined);
    const pending = attempt("http://slow.example.org/", { lookUp, after: clock.after });
    clock.advance(WEBHOOK_LIMITS.attempt);
    expect(await pending).toEqual({ ok: false, reason: "timeout" });
  });

  test("and no timer is left behind by what did not", async () => {
    await using receiver = startReceiver();
    const clock = new ManualClock();
    await attempt(receiver.url, { after: clock.after });
    expect(clock.timers).toBe(0);
  });
});

describe("An answer without end", () => {
  const chunk = "x".repeat(64 * 1024);
  function pour(socket: Bun.Socket): void {
    while (socket.write(chunk) === chunk.length);
  }

  test("has been given by its status; the rest is not read and the connection closed", async () => {
    let begun = false;
    using raw = startRaw((socket) => {
      if (!begun) socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n");
      begun = true;
      pour(socket);
    });
    expect(await attempt(raw.url)).toEqual({ ok: true });
    await raw.closed.next();
  });

  test("is a failure when it never comes to its body", async () => {
    let begun = false;
    using raw = startRaw((socket) => {
      if (!begun) socket.write("HTTP/1.1 200 OK\r\nX-Long: ");
      begun = true;
      pour(socket);
    });
    expect(await attempt(raw.url)).toEqual({ ok: false, reason: "ResponseHeadersTooLarge" });
    await raw.closed.next();
  });
});

describe("What is no HTTP is a failure with a word for it:", () => {
  test.each([
    ["nobody listens", (): void => undefined, "ECONNREFUSED"],
    ["nothing is answered", (socket: Bun.Socket) => void socket.end(), "ECONNRESET"],
    ["another protocol", (socket: Bun.Socket) => void socket.end("220 mail\r\n"), "ECONNRESET"],
  ])("%s", async (what, talk, reason) => {
    const raw = startRaw(talk);
    if (what === "nobody listens") raw[Symbol.dispose]();
    expect(await attempt(raw.url)).toEqual({ ok: false, reason });
    raw[Symbol.dispose]();
  });
});

test("Aborting rejects at once and closes the connection", async () => {
  using raw = startRaw(() => undefined);
  const { after } = new ManualClock();
  const deliver = createDeliver({ lookUp: toLoopback, allowPrivate: true, after });
  const abort = new AbortController();
  const delivery = { url: raw.url, headers: {}, body: BODY, attempts: 0 };
  const pending = deliver(delivery, abort.signal);
  await raw.asked.next();
  abort.abort();
  expect(await pending.catch(String)).toBe("Error: aborted");
  await raw.closed.next();
});
