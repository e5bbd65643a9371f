/** An offset is good in the history it was counted in: after restarts yes, after a restored backup no. */
import { Database } from "bun:sqlite";
import { describe, expect, test } from "bun:test";
import { copyFileSync, existsSync, renameSync } from "node:fs";
import { startTestServer, type TestServer, type Visitor } from "../running-server.ts";
import { StompPeer } from "../stomp-peer.ts";

type Endpoint = "/ws.chatplugin" | "/ws.communication";

/** What a client knows: the last number it saw, and the history in which it saw it. */
interface Known {
  readonly endpoint: Endpoint;
  readonly token: string;
  readonly offset: number;
  readonly history: string;
}

const DESTINATIONS: Readonly<Record<Endpoint, string>> = {
  "/ws.chatplugin": "/user/queue/message",
  "/ws.communication": "/queue/message",
};

async function historyOf({ url }: TestServer, { token }: Visitor): Promise<string> {
  using peer = await StompPeer.open(url, "/ws.chatplugin");
  peer.send("CONNECT", { "accept-version": "1.2", Authorization: token });
  return (await peer.expect("CONNECTED")).headers["history"] ?? "";
}

/** ERROR's code, or how many messages came behind the offset. */
async function resume({ url }: TestServer, known: Known): Promise<string | number> {
  using peer = await StompPeer.connect(url, known.endpoint, known.token);
  peer.send("SUBSCRIBE", {
    id: "0",
    destination: DESTINATIONS[known.endpoint],
    offset: String(known.offset),
    history: known.history,
    receipt: "subscribed",
  });
  const first = await peer.frame();
  if (first.command === "ERROR") return first.headers["code"] ?? "";
  return (await peer.settle("UNSUBSCRIBE", { id: "none" })).length;
}

async function sendMany(visitor: Visitor, count: number): Promise<void> {
  for (let sent = 0; sent < count; sent += 1) await visitor.send(`message ${sent}`);
}

/** The same visitor, at a server that has been started again. */
function moved(server: TestServer, visitor: Visitor): Visitor {
  return {
    ...visitor,
    async send(text, id) {
      const { body } = await server.post(
        "/chatplugin.send",
        { id, message: { text } },
        visitor.token,
      );
      return body as never;
    },
  };
}

test("DELIVERY-4: after a restart an offset counted before it is still good, with the history of that time", async () => {
  await using first = await startTestServer(["--rate-limit", "off"]);
  const visitor = await first.visitor();
  const { token } = await first.operator();
  const histories = [await historyOf(first, visitor)];
  await sendMany(visitor, 5);
  const second = await first.restart();
  await sendMany(moved(second, visitor), 3);
  histories.push(await historyOf(second, visitor));
  await using third = await second.restart();
  histories.push(await historyOf(third, visitor));
  expect(new Set(histories).size).toBe(3);
  for (const [endpoint, bearer] of [
    ["/ws.chatplugin", visitor.token],
    ["/ws.communication", token],
  ] as const) {
    const known = { endpoint, token: bearer };
    for (const [start, history] of histories.entries()) {
      expect(await resume(third, { ...known, offset: 4, history })).toBe(4);
      const end = start === 0 ? 5 : 8;
      expect(await resume(third, { ...known, offset: end, history })).toBe(8 - end);
    }
  }
});

describe("DELIVERY-4: after a backup was restored", () => {
  const ways: readonly [says: string, backUp: (server: TestServer, copy: string) => void][] = [
    [
      "that VACUUM INTO made while the server ran",
      ({ databasePath }, copy) => {
        using db = new Database(databasePath);
        db.query("VACUUM INTO ?").run(copy);
      },
    ],
    [
      "that is a copy of the file and its log",
      ({ databasePath }, copy) => {
        copyFileSync(databasePath, copy);
        if (existsSync(`${databasePath}-wal`)) copyFileSync(`${databasePath}-wal`, `${copy}-wal`);
      },
    ],
  ];
  for (const [says, backUp] of ways) {
    test(`${says}: an offset seen since is refused, for ever; an older one is good`, async () => {
      await using lost = await startTestServer(["--rate-limit", "off"]);
      const visitor = await lost.visitor();
      const { token } = await lost.operator();
      await sendMany(visitor, 5);
      const copy = `${lost.databasePath}.backup`;
      backUp(lost, copy);
      await sendMany(visitor, 5);
      const history = await historyOf(lost, visitor);
      await using restored = await lost.restart({
        whileStopped() {
          for (const end of ["", "-wal"]) {
            if (existsSync(`${copy}${end}`))
              renameSync(`${copy}${end}`, `${lost.databasePath}${end}`);
          }
        },
      });
      const clients: readonly Omit<Known, "offset">[] = [
        { endpoint: "/ws.chatplugin", token: visitor.token, history },
        { endpoint: "/ws.communication", token, history },
      ];

      for (const client of clients) {
        expect(await resume(restored, { ...client, offset: 10 })).toBe("history_changed");
        expect(await resume(restored, { ...client, offset: 6 })).toBe("history_changed");
        expect(await resume(restored, { ...client, offset: 5 })).toBe(0);
        expect(await resume(restored, { ...client, offset: 3 })).toBe(2);
      }

      // The numbers exist again, but they are other messages'.
      await sendMany(moved(restored, visitor), 10);
      const now = await historyOf(restored, visitor);
      for (const client of clients) {
        for (const offset of [6, 10, 15]) {
          expect(await resume(restored, { ...client, offset })).toBe("history_changed");
          const own = await resume(restored, { ...client, offset, history: now });
          expect(own).toBe(15 - offset);
        }
        expect(await resume(restored, { ...client, offset: 5 })).toBe(10);
      }

      await using restarted = await restored.restart();
      for (const client of clients) {
        expect(await resume(restarted, { ...client, offset: 10 })).toBe("history_changed");
        expect(await resume(restarted, { ...client, offset: 10, history: now })).toBe(5);
      }
    });
  }

  test("from before the last start: everything of the lost history is refused, 0 too", async () => {
    await using first = await startTestServer(["--rate-limit", "off"]);
    const visitor = await first.visitor();
    await sendMany(visitor, 5);
    const copy = `${first.databasePath}.backup`;
    const lost = await first.restart({
      whileStopped: () => copyFileSync(first.databasePath, copy),
    });
    const history = await historyOf(lost, visitor);
    await sendMany(moved(lost, visitor), 5);
    await using restored = await lost.restart({
      whileStopped: () => renameSync(copy, lost.databasePath),
    });
    await sendMany(moved(restored, visitor), 5);
    const client = { endpoint: "/ws.chatplugin", token: visitor.token, history } as const;
    for (const offset of [0, 3, 5, 7, 10]) {
      expect(await resume(restored, { ...client, offset })).toBe("history_changed");
    }
  });
});
