/** Header in which our own HTTP server tells the pages and routes behind it who the connection's peer is. */
export const PEER_HEADER = "x-truckroll-peer";

/** Names the peer to whoever handles the request next, in place of whatever the client sent under that name. */
export function namePeer(request: {
  readonly headers: Record<string, string | string[] | undefined>;
  readonly socket: { readonly remoteAddress?: string | undefined };
}): void {
  const { remoteAddress } = request.socket;
  if (remoteAddress === undefined) delete request.headers[PEER_HEADER];
  else request.headers[PEER_HEADER] = remoteAddress;
}

/**
 * The address a request came from. `X-Forwarded-For` is believed only as far as trusted proxies have written it:
 * everything in front of that is the client's own claim.
 * @param trustedProxies how many proxies of ours stand in front; 0 believes the connection only
 * @returns null when the server did not say
 */
export function clientAddress(headers: Headers, trustedProxies: number): string | null {
  const peer = headers.get(PEER_HEADER);
  if (peer === null) return null;
  const forwarded = (headers.get("x-forwarded-for") ?? "").split(",").map((hop) => hop.trim());
  const hops = [...forwarded.filter(Boolean), peer];
  return hops[Math.max(0, hops.length - 1 - trustedProxies)] ?? null;
}

/**
 * What one caller can change about his address without asking anybody is left out: an IPv6 customer holds a whole /64
 * (RFC 6177), an IPv4 address may come dressed as IPv6 (RFC 4291 §2.5.5.2).
 */
export function networkOf(address: string): string {
  const bare = address.toLowerCase().replace(/%.*$/, "");
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1];
  if (mapped) return mapped;
  if (!/^[\da-f:]+$/.test(bare) || !bare.includes(":")) return bare;
  const [front = "", back] = bare.split("::");
  const groups = front.split(":").filter(Boolean);
  const behind = (back ?? "").split(":").filter(Boolean);
  const zeros = new Array<string>(Math.max(0, 8 - groups.length - behind.length)).fill("0");
  const prefix = [...groups, ...zeros, ...behind].slice(0, 4);
  return `${prefix.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`;
}
