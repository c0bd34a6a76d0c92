import { describe, expect, it } from "vitest";
import { trackerRequest } from "@/tests/support/tracker-request";
import { maskAuthorization, maskSecrets, maskUrl } from "./mask-token";
import { maskedRequest } from "./masked-request";

const token = "trk_Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYm";

describe("tokens in logs (LOC-5)", () => {
  it.each([
    [`/api/ingest/traccar/${token}`, "/api/ingest/traccar/[hidden]"],
    [`/api/ingest/traccar/${token}/`, "/api/ingest/traccar/[hidden]/"],
    [`/api/ingest/osmand/${token}?lat=1&lon=2`, "/api/ingest/osmand/[hidden]?lat=1&lon=2"],
    [`https://host/api/ingest/osmand/${token}#x`, "https://host/api/ingest/osmand/[hidden]#x"],
    [`/API/Ingest/traccar/${token}`, "/API/Ingest/traccar/[hidden]"],
    [`https://van:${token}@host/api/ingest/owntracks`, "https://[hidden]@host/api/ingest/owntracks"],
    [`/api/ingest/overland?token=${token}&a=1`, "/api/ingest/overland?token=[hidden]&a=1"],
    [`/api/ingest/overland?a=1&access_token=${token}`, "/api/ingest/overland?a=1&access_token=[hidden]"],
    ["/api/ingest/owntracks", "/api/ingest/owntracks"],
    ["/api/v1/field-service/jobs?status=running", "/api/v1/field-service/jobs?status=running"],
  ])("shows %s as %s", (url, shown) => {
    expect(maskUrl(url)).toBe(shown);
  });

  it.each([
    [`Bearer ${token}`, "Bearer [hidden]"],
    ["Basic ZmxlZXQ6czNjcmV0", "Basic [hidden]"],
    [`Basic ${token}:`, "Basic [hidden]"],
    [token, "[hidden]"],
    ["", "[hidden]"],
  ])("shows the header %s as %s", (value, shown) => {
    expect(maskAuthorization(value)).toBe(shown);
  });

  it("hides given secrets wherever they stand, percent-encoded too", () => {
    expect(maskSecrets(`a=${token}&b=p%20%26`, [token, "p &", ""])).toBe("a=[hidden]&b=[hidden]");
    expect(maskSecrets("text", ["\ud800"])).toBe("text");
  });

  it("keeps a quarantined request without secrets, short, and such that Postgres can store it", () => {
    const body = `{"password":"${token}","note":"a\0b\ud800c"}`;
    const kept = maskedRequest(trackerRequest("owntracks", { query: `token=x&key=${token}`, body }), [token]);
    expect(kept).toEqual({
      method: "POST",
      query: "token=[hidden]&key=[hidden]",
      contentType: null,
      body: '{"password":"[hidden]","note":"a\ufffdb\ufffdc"}',
      cut: false,
    });
    const long = maskedRequest(trackerRequest("owntracks", { body: `${"x".repeat(4090)}${token}` }), [token]);
    expect(long).toMatchObject({ cut: true });
    expect(long.body).toHaveLength(4096);
    expect(long.body).not.toContain("trk_");
  });
});
