/** The adapter between Bun's sockets and the sessions leaves nothing behind, however a socket ends. */
import { expect, test } from "bun:test";
import { Hub } from "../../chat/hub.ts";
import { Live } from "../../chat/live.ts";
import { UNLIMITED } from "../../chat/rate-limiter.ts";
import { createSessionLimit } from "../../chat/session-limit.ts";
import type { SessionDeps } from "../../chat/session.ts";
import { StaffPresence } from "../../chat/staff-presence.ts";
import { createSends } from "../../routes/sends.ts";
import { createSockets, type SocketData } from "../../routes/socket.ts";
import { StompPeer } from "../stomp-peer.ts";

const endings: readonly [says: string, end: (peer: StompPeer) => void][] = [
  ["says DISCONNECT", (peer) => peer.send("DISCONNECT")],
  ["closes its socket", ({ socket }) => socket.close()],
  ["is cut off without a word", (peer) => cutOff(peer)],
  ["breaks the protocol", (peer) => peer.send("ACK")],
  [
    "has half a frame sent",
    (peer) => {
      peer.sendRaw("SUBSCRIBE\nid:2\n");
      cutOff(peer);
    },
  ],
];

/** Bun's sockets can end without a close frame; a browser's cannot. */
function cutOff({ socket }: StompPeer): void {
  (socket as WebSocket & { terminate(): void }).terminate();
}

for (const [says, end] of endings) {
  test(`A client that ${says} is in no topic and holds no place any more`, async () => {
    const hub = new Hub(0, () => undefined);
    const live = new Live({
      hub,
      conversations: {
        find: () => undefined,
        lastOffset: () => undefined,
        stateOf: () => undefined,
        readUpTo: () => undefined,
      },
      identities: () => sockets.identities(),
      asNow: (operator) => operator,
      staff: new StaffPresence({ hub, findUser: () => undefined, onSeen: () => undefined }),
      memory: { opened: () => undefined, saw: () => undefined, tick: () => undefined },
      now: Date.now,
      monotonic: () => performance.now(),
    });
    const deps: SessionDeps = {
      hub,
      live,
      take: createSends({ live, newRate: () => UNLIMITED }),
      replay: {
        start: () => undefined,
        next: () => ({ after: 0, isLast: true }),
      },
      authenticate: () =>
        Promise.resolve({
          identity: { kind: "visitor", conversationId: "a", channelId: "channel" },
          timeLeft: 60_000,
        }),
      onError: () => undefined,
      connectedHeaders: () => [],
      defer: setImmediate,
    };
    const limit = createSessionLimit(1);
    const sockets = createSockets({
      sessionDeps: { "/ws.chatplugin": deps, "/ws.communication": deps },
      sessionLimit: limit,
      publicOrigin: undefined,
      monotonic: () => performance.now(),
    });
    const closed = Promise.withResolvers<void>();
    using server = Bun.serve<SocketData>({
      hostname: "127.0.0.1",
      port: 0,
      fetch(request, bun) {
        return sockets.upgrade("/ws.chatplugin", request, bun, "address");
      },
      websocket: {
        ...sockets.handler,
        close(ws, code, reason) {
          void sockets.handler.close?.(ws, code, reason);
          closed.resolve();
        },
      },
    });

    using peer = await StompPeer.connect(server.url.origin, "/ws.chatplugin", "any");
    for (const id of ["0", "1"])
      await peer.settle("SUBSCRIBE", { id, destination: "/user/queue/message" });
    for (const queue of ["typing", "read", "presence"]) {
      await peer.settle("SUBSCRIBE", { id: queue, destination: `/user/queue/${queue}` });
    }
    await peer.settle("SEND", { destination: "/app/typing" }, '{"typing":true}');
    await peer.settle("SEND", { destination: "/app/page" }, '{"url":"https://example.org/"}');
    expect(hub.isEmpty).toBe(false);
    expect(live.isEmpty).toBe(false);
    expect(sockets.count()).toEqual({ visitors: 1, operators: 0 });
    expect(() => limit.take("address")).toThrow();

    end(peer);
    await closed.promise;
    expect(hub.isEmpty).toBe(true);
    expect(live.isEmpty).toBe(true);
    expect(sockets.count()).toEqual({ visitors: 0, operators: 0 });
    limit.take("address")();
  });
}
