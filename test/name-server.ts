/** A name server on this machine that the process asks instead of its own, until it is disposed of. */
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { getServers, setServers } from "node:dns";
import { Queue } from "./queue.ts";

export interface NameServer extends AsyncDisposable {
  /** The names that it is asked for, each as often as it is. */
  readonly asked: Queue<string>;
}

const A = 1;
const NOT_FOUND = 3;

/** `answer` gives the IPv4 addresses of a name at each question; undefined: it is not answered at all. */
export async function startNameServer(
  answer: (name: string) => readonly string[] | undefined,
): Promise<NameServer> {
  const asked = new Queue<string>();
  const socket = createSocket("udp4");
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  socket.on("message", (query, from) => {
    const { name, type, end } = question(query);
    const isAddress = type === A;
    if (isAddress) asked.put(name);
    const addresses = answer(name);
    if (addresses === undefined) return;
    const records = isAddress ? addresses.map(record) : [];
    const head = Buffer.from(query.subarray(0, end));
    head.writeUInt16BE(0x8180 | (addresses.length === 0 ? NOT_FOUND : 0), 2);
    head.writeUInt16BE(records.length, 6);
    head.writeUInt32BE(0, 8);
    socket.send(Buffer.concat([head, ...records]), from.port, from.address);
  });
  const before = getServers();
  setServers([`127.0.0.1:${socket.address().port}`]);
  return {
    asked,
    async [Symbol.asyncDispose]() {
      setServers(before);
      socket.close();
      await once(socket, "close");
    },
  };
}

/** RFC 1035: 4.1.2. */
function question(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join("."), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** RFC 1035: 4.1.3, of the name in the question, not to be remembered. */
function record(address: string): Buffer {
  const bytes = address.split(".").map(Number);
  return Buffer.from([0xc0, 12, 0, A, 0, 1, 0, 0, 0, 0, 0, 4, ...bytes]);
}
