/** Whose request it is, for the limits, and how it has reached us. */

/**
 * The client's address: the socket's, or, behind `proxies` trusted proxies, the entry of
 * X-Forwarded-For that the outermost of them has written. An IPv6 client counts as its /64, the
 * smallest network that one customer gets.
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | null,
  proxies: number,
): string {
  const chain = [
    ...(forwardedFor ?? "").split(",").map((part) => part.trim()),
    socketAddress ?? "unknown",
  ].filter((part) => part !== "");
  return network(chain.at(-1 - proxies) ?? chain[0] ?? "unknown");
}

function network(address: string): string {
  const plain = address
    .toLowerCase()
    // Some proxies write the client's port too, which changes with every connection.
    .replace(/^\[(.*)\](?::\d+)?$|^([\d.]+):\d+$/, "$1$2")
    .replace(/^::ffff:(?=\d+\.)/, "");
  if (!plain.includes(":")) return plain;
  const [head = "", tail] = plain.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => "0");
  const groups = tail === undefined ? left : [...left, ...zeros, ...right];
  const short = groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ""));
  return `${short.join(":")}::/64`;
}

/**
 * Where the client has reached us, as it writes that itself.
 * @param forwardedProto X-Forwarded-Proto of a proxy that may be believed
 */
export function requestOrigin(url: string, forwardedProto: string | null): string {
  const { protocol, host } = new URL(url);
  const outer = /^https?(?=\s*(?:,|$))/i.exec(forwardedProto ?? "")?.[0].toLowerCase();
  return `${outer ?? protocol.replace(":", "")}://${host}`;
}
