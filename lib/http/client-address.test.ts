import { describe, expect, it } from "vitest";
import { clientAddress, namePeer, networkOf, PEER_HEADER } from "./client-address";

const ask = (headers: Record<string, string>, trustedProxies: number) =>
  clientAddress(new Headers(headers), trustedProxies);

describe("the address of a caller", () => {
  it("is the peer of the connection, whatever a header claims, while no proxy is trusted", () => {
    expect(ask({ [PEER_HEADER]: "203.0.113.9" }, 0)).toBe("203.0.113.9");
    expect(ask({ [PEER_HEADER]: "203.0.113.9", "x-forwarded-for": "1.2.3.4" }, 0)).toBe("203.0.113.9");
    expect(ask({ "x-forwarded-for": "1.2.3.4" }, 0)).toBeNull();
  });

  it("is what the farthest trusted proxy saw, never what was written in front of that", () => {
    const headers = { [PEER_HEADER]: "10.0.0.1", "x-forwarded-for": "6.6.6.6, 203.0.113.9, 10.0.0.2" };
    expect(ask(headers, 1)).toBe("10.0.0.2");
    expect(ask(headers, 2)).toBe("203.0.113.9");
    expect(ask({ [PEER_HEADER]: "10.0.0.1" }, 2)).toBe("10.0.0.1");
  });

  it("cannot be forged: the peer's own name replaces what the client sent", () => {
    const request = { headers: { [PEER_HEADER]: "6.6.6.6" }, socket: { remoteAddress: "203.0.113.9" } };
    namePeer(request);
    expect(request.headers[PEER_HEADER]).toBe("203.0.113.9");
    const gone = { headers: { [PEER_HEADER]: "6.6.6.6" }, socket: {} };
    namePeer(gone);
    expect(gone.headers).toEqual({});
  });

  it.each([
    ["203.0.113.9", "203.0.113.9"],
    ["::ffff:203.0.113.9", "203.0.113.9"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0DB8:1:2::9", "2001:db8:1:2::/64"],
    ["2001:db8::9", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["not an address", "not an address"],
  ])("%s counts as %s: one customer's IPv6 network is one caller", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
