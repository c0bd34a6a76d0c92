import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { apiFix, seconds } from "@/tests/support/fixes";
import { seal, unseal } from "./seal-fixes";

const ada = { tenantId: "t1", technicianId: "ada" };
const incoming = { fix: apiFix(seconds(1), { lat: 6.1, lng: 3.2 }), clientId: "id-1", jobId: null };

beforeAll(() => {
  process.env.DATABASE_URL = "postgres://owner:password@127.0.0.1:5432/unused";
  process.env.TRUCKROLL_AUTH_SECRET = randomBytes(32).toString("hex");
});

describe("a sealed fix (LOC-12)", () => {
  it("opens as exactly what was sealed, and never looks the same twice", () => {
    const sealed = seal({ ...ada, incoming });
    expect(unseal(ada, sealed)).toEqual(incoming);
    expect(seal({ ...ada, incoming })).not.toBe(sealed);
    expect(Buffer.from(sealed, "base64").toString("latin1")).not.toContain("6.1");
  });

  it("does not open for another technician or company", () => {
    const sealed = seal({ ...ada, incoming });
    expect(unseal({ ...ada, technicianId: "bob" }, sealed)).toBeNull();
    expect(unseal({ ...ada, tenantId: "t2" }, sealed)).toBeNull();
  });

  it("does not open when any of its bytes was changed, or some are missing", () => {
    const bytes = Buffer.from(seal({ ...ada, incoming }), "base64");
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
      expect(unseal(ada, changed.toString("base64"))).toBeNull();
    }
    for (const length of [0, 11, 27, 28, bytes.length - 1])
      expect(unseal(ada, bytes.subarray(0, length).toString("base64"))).toBeNull();
  });
});
