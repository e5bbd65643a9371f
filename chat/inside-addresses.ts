/**
 * Which addresses lead inside: to this machine, its network, or nowhere at all. A webhook's address comes
 * from a person, and its answers say what is there; so only what the whole internet reaches is let
 * through (IANA's registries of special-purpose addresses).
 */

/** A network: the first `bits` bits of what an address is written as. */
type Network = readonly [address: string, bits: number];

const INSIDE_IPV4: readonly Network[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];

/** Everything outside it is inside: loopback, link-local, unique local, multicast and what has no meaning. */
const GLOBAL_IPV6: Network = ["2000::", 3];
/** Within it: protocols (Teredo among them), documentation, and 6to4, which leads to an IPv4 address. */
const INSIDE_IPV6: readonly Network[] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];
/** An IPv4 address in other words: mapped, and as a NAT64 writes it. */
const CARRIES_IPV4: readonly Network[] = [
  ["::ffff:0:0", 96],
  ["64:ff9b::", 96],
];

/** Also true of what is no address. */
export function leadsInside(address: string): boolean {
  const bytes = bytesOf(address);
  if (bytes === undefined) return true;
  if (bytes.length === 4) return isIn(bytes, INSIDE_IPV4);
  if (isIn(bytes, CARRIES_IPV4)) return isIn(bytes.slice(12), INSIDE_IPV4);
  return !isIn(bytes, [GLOBAL_IPV6]) || isIn(bytes, INSIDE_IPV6);
}

/** Of an IPv4 address in four decimal numbers or an IPv6 address, without brackets. */
export function isAddress(text: string): boolean {
  return bytesOf(text) !== undefined;
}

function isIn(bytes: readonly number[], networks: readonly Network[]): boolean {
  return networks.some(([network, bits]) => {
    const start = bytesOf(network) ?? [];
    return bytes.every((byte, index) => {
      const kept = Math.min(8, Math.max(0, bits - 8 * index));
      const mask = 0xff & (0xff << (8 - kept));
      return (byte & mask) === ((start[index] ?? 0) & mask);
    });
  });
}

function bytesOf(address: string): number[] | undefined {
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(address)) {
    const bytes = address.split(".").map(Number);
    return bytes.every((byte) => byte < 256) ? bytes : undefined;
  }
  // The URL parser knows all spellings and gives the shortest, in hexadecimal groups.
  const url = address.includes(":") ? URL.parse(`http://[${address}]/`) : null;
  if (url === null) return undefined;
  const [head = "", tail] = url.hostname.slice(1, -1).split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => "0");
  return [...left, ...zeros, ...right].flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
}
