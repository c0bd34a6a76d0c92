import { describe, expect, it } from "vitest";
import { loggedAddress, matchTracker, tokensOf } from "./tracker-address";

const a = `trk_${"a".repeat(43)}`;
const b = `trk_${"b".repeat(43)}`;
const base64 = (text: string) => Buffer.from(text).toString("base64");
const addressed = (url: string) => {
  const address = matchTracker(url);
  if (address === null) throw new Error(`no tracker address: ${url}`);
  return address;
};

describe("the address of a tracker request (LOC-5)", () => {
  it.each([
    `/api/ingest/osmand/${a}`,
    `/api/ingest/osmand/${a}/`,
    `//api//ingest///osmand//${a}//`,
    `/api/ingest/OsmAnd/${a}?lat=1&lon=2?3`,
    `http://field.example.com/api/ingest/osmand/${a}`,
    `/api/ingest/osmand/${a}/somewhere`,
  ])("%s names the app and the token", (url) => {
    const address = addressed(url);
    expect([address.app, tokensOf(address, undefined)]).toEqual(["osmand", [a]]);
    expect(address.query).toBe(url.includes("?") ? "lat=1&lon=2?3" : "");
  });

  it.each(["/", "/api/ingesting", "/api/v1/ingest", "/ingest/api", "/jobs?from=/api/ingest/x", undefined])(
    "%s is none",
    (url) => {
      expect(matchTracker(url)).toBeNull();
    },
  );

  it.each([
    ["Bearer", `Bearer ${a}`],
    ["Basic, as password", `Basic ${base64(`van:${a}`)}`],
    ["Basic, as user name", `Basic ${base64(`${a}:`)}`],
    ["Basic, un-encoded", `Basic ${a}:`],
    ["Basic, un-encoded with a user name", `Basic van:${a}`],
    ["no scheme", a],
  ])("finds the token in a header with %s", (_, header) => {
    expect(tokensOf(addressed("/api/ingest/overland"), header)).toEqual([a]);
  });

  it("prefers the token of the path, and tries few", () => {
    expect(tokensOf(addressed(`/api/ingest/osmand/${a}`), `Bearer ${b}`)).toEqual([a, b]);
    const many = Array.from({ length: 50 }, (_, i) => `trk_${String(i).padStart(43, "x")}`).join(":");
    expect(tokensOf(addressed("/api/ingest/osmand"), many)).toHaveLength(3);
  });

  it("finds none where there is none", () => {
    expect(tokensOf(addressed("/api/ingest/osmand/trk_short"), "Basic !!!")).toEqual([]);
  });

  it("is logged without anything that could be a token", () => {
    expect(loggedAddress(addressed(`/api/ingest/osmand/${a}?token=${b}`))).toBe(
      "/api/ingest/osmand/[hidden]",
    );
    expect(loggedAddress(addressed(`/api/ingest/${a}`))).toBe("/api/ingest/[hidden]");
    expect(loggedAddress(addressed("/api/ingest/osmand/trk_mistyped"))).toBe("/api/ingest/osmand/[hidden]");
    expect(loggedAddress(addressed("/api/ingest/overland"))).toBe("/api/ingest/overland");
  });
});
