/**
 * A TCP proxy that behaves like a bad network. Clients know its address only, so a server that is
 * started again on another port stays where it was.
 */
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** `up` is from the client to the server. */
export type Direction = "up" | "down";

export interface Proxy extends AsyncDisposable {
  readonly url: string;
  /** The server's port; connections that stand are not moved. */
  target: number;
  /** Ends all connections at once, in the middle of whatever they carry. */
  cut(): void;
  /** Nothing moves until `heal`, nothing is lost. */
  stall(): void;
  /** Swallows what goes one way, closes too, until `heal`. */
  blackhole(direction: Direction): void;
  /** Connections that have lost something are ended: they can never be whole again. */
  heal(): void;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  hasLost: boolean;
}

export async function startProxy(target: number): Promise<Proxy> {
  const pairs = new Set<Pair>();
  let state: "sound" | "stalled" | Direction = "sound";

  const listener = createServer({ allowHalfOpen: false }, (client) => {
    const server = connect(proxy.target, "127.0.0.1");
    const pair: Pair = { client, server, hasLost: false };
    pairs.add(pair);
    forward(pair, "up", client, server);
    forward(pair, "down", server, client);
    if (state === "stalled") pause(pair);
  });

  function forward(pair: Pair, direction: Direction, from: Socket, to: Socket): void {
    from.setNoDelay(true);
    from.on("data", (chunk: Buffer) => {
      if (state === direction) {
        pair.hasLost = true;
        return;
      }
      if (!to.write(chunk)) from.pause();
    });
    to.on("drain", () => {
      if (state !== "stalled") from.resume();
    });
    from.on("error", () => undefined);
    from.on("close", () => {
      if (state === direction) {
        pair.hasLost = true;
        return;
      }
      to.destroy();
      pairs.delete(pair);
    });
  }

  function end(pair: Pair): void {
    pair.client.destroy();
    pair.server.destroy();
    pairs.delete(pair);
  }

  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const { port } = listener.address() as AddressInfo;
  const proxy: Proxy = {
    url: `http://127.0.0.1:${port}`,
    target,
    cut() {
      for (const pair of [...pairs]) end(pair);
    },
    stall() {
      state = "stalled";
      for (const pair of pairs) pause(pair);
    },
    blackhole(direction) {
      state = direction;
    },
    heal() {
      state = "sound";
      for (const pair of [...pairs]) {
        if (pair.hasLost) end(pair);
        else resume(pair);
      }
    },
    async [Symbol.asyncDispose]() {
      proxy.cut();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
  return proxy;
}

function pause({ client, server }: Pair): void {
  client.pause();
  server.pause();
}

function resume({ client, server }: Pair): void {
  client.resume();
  server.resume();
}
