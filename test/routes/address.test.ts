/** Whose request it is: the socket's address, or what trusted proxies say; never a header by itself. */
import { describe, expect, test } from "bun:test";
import { clientAddress } from "../../routes/address.ts";

type Row = readonly [
  what: string,
  socket: string | undefined,
  forwardedFor: string | null,
  proxies: number,
  client: string,
];

const ROWS: readonly Row[] = [
  ["no proxy, no header", "203.0.113.9", null, 0, "203.0.113.9"],
  [
    "no proxy: the header is the client's own invention",
    "203.0.113.9",
    "198.51.100.1",
    0,
    "203.0.113.9",
  ],
  ["one proxy: what it has seen", "127.0.0.1", "203.0.113.9", 1, "203.0.113.9"],
  [
    "one proxy: not what the client has written before it",
    "127.0.0.1",
    "1.1.1.1, 203.0.113.9",
    1,
    "203.0.113.9",
  ],
  [
    "two proxies: what the outer one has seen",
    "127.0.0.1",
    "1.1.1.1, 203.0.113.9, 10.0.0.1",
    2,
    "203.0.113.9",
  ],
  ["one proxy without a header: the proxy itself", "127.0.0.1", null, 1, "127.0.0.1"],
  ["one proxy with an empty header", "127.0.0.1", " ", 1, "127.0.0.1"],
  [
    "fewer entries than proxies: the first one there is",
    "127.0.0.1",
    "203.0.113.9",
    3,
    "203.0.113.9",
  ],
  ["spaces and empty entries", "127.0.0.1", " , 203.0.113.9 ,", 1, "203.0.113.9"],
  ["no socket address", undefined, null, 0, "unknown"],
  ["IPv4 written as IPv6", "::ffff:203.0.113.9", null, 0, "203.0.113.9"],
  ["the same in capitals, from a proxy", "127.0.0.1", "::FFFF:203.0.113.9", 1, "203.0.113.9"],
  ["IPv6: its /64", "2001:db8:1:2:3:4:5:6", null, 0, "2001:db8:1:2::/64"],
  ["IPv6, shortened in the middle", "2001:db8::6", null, 0, "2001:db8:0:0::/64"],
  ["IPv6, shortened in the network's half", "2001::2:3:4:5:6", null, 0, "2001:0:0:2::/64"],
  ["IPv6 in capitals", "2001:DB8:A:B::1", null, 0, "2001:db8:a:b::/64"],
  ["a port beside it", "127.0.0.1", "203.0.113.9:4711", 1, "203.0.113.9"],
  ["IPv6 with a port beside it", "127.0.0.1", "[2001:db8::1]:4711", 1, "2001:db8:0:0::/64"],
  ["IPv6 in brackets", "127.0.0.1", "[2001:db8::1]", 1, "2001:db8:0:0::/64"],
  ["IPv4 written as IPv6, with a port", "127.0.0.1", "[::ffff:203.0.113.9]:1", 1, "203.0.113.9"],
  ["IPv6's own machine", "::1", null, 0, "0:0:0:0::/64"],
];

describe("The client's address with", () => {
  test.each(ROWS.map(([what, ...rest]) => [what, rest] as const))(
    "%s",
    (_, [socket, forwardedFor, proxies, client]) => {
      expect(clientAddress(socket, forwardedFor, proxies)).toBe(client);
    },
  );

  test("one proxy is the same however often the client lengthens the header", () => {
    for (let n = 1; n < 50; n += 1) {
      const header = [...Array(n).fill("198.51.100.1"), "203.0.113.9"].join(", ");
      expect(clientAddress("127.0.0.1", header, 1)).toBe("203.0.113.9");
    }
  });

  test("two spellings of one IPv6 network is one address", () => {
    const spellings = ["2001:db8:0:2::1", "2001:0db8:0000:0002::2", "2001:db8::2:0:0:0:3"];
    const found = new Set(spellings.map((address) => clientAddress(address, null, 0)));
    expect([...found]).toEqual(["2001:db8:0:2::/64"]);
  });
});
