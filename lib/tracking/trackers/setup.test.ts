import { describe, expect, it } from "vitest";
import devices from "@/lib/i18n/en/devices.json";
import { onlyFix, readBody, readQuery, receivedAt } from "@/tests/support/tracker-request";
import { trackerApps } from "../types";
import { setupOf } from "./setup";
import { setupInEnglish } from "./setup-in-english";
import { ignoredReasons, quarantineReasons } from "./types";

const publicUrl = "https://field.example.com";
const token = "trk_Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYm";
const setup = (app: (typeof trackerApps)[number]) => setupOf({ app, publicUrl: `${publicUrl}/`, token });
const shown = (app: (typeof trackerApps)[number], label: string) =>
  setup(app).rows.find((row) => row.label === label)?.value ?? "";

describe("setting up a tracker (LOC-5)", () => {
  it("puts the token into the path only where the app can send no header", () => {
    const inPath = trackerApps.filter((app) =>
      setup(app).rows.some(({ value }) => value.includes(`/${token}`)),
    );
    expect(inPath).toEqual(["traccar", "osmand"]);
  });

  it("configures OwnTracks by a link whose Base64 needs no alphabet, padding or escaping", () => {
    for (const length of [1, 2, 3]) {
      const url = `https://field.example.com/${"ü?~>".repeat(length)}`;
      const { link } = setupOf({ app: "owntracks", publicUrl: url, token });
      const inline = /^owntracks:\/\/\/config\?inline=([A-Za-z0-9]+)$/.exec(link ?? "")?.[1] ?? "";
      expect(inline.length % 4).toBe(0);
      expect(JSON.parse(atob(inline))).toMatchObject({
        _type: "configuration",
        mode: 3,
        url: `${url}/api/ingest/owntracks`,
        auth: true,
        password: token,
      });
    }
  });

  it("gives OwnTracks the encryption key that was chosen for it, and no other app", () => {
    const passphrase = "van ü?~";
    for (const app of trackerApps) {
      const { link, rows } = setupOf({ app, publicUrl, token, passphrase });
      const inline = /^owntracks:.*inline=([A-Za-z0-9]+)$/.exec(link ?? "")?.[1];
      const key = inline === undefined ? null : JSON.parse(atob(inline)).encryptionKey;
      const row = rows.find(({ label }) => label === "encryption_key")?.value ?? null;
      expect([app, key, row]).toEqual([app, ...Array(2).fill(app === "owntracks" ? passphrase : null)]);
    }
    expect(setup("owntracks").rows.map(({ label }) => label)).not.toContain("encryption_key");
  });

  it("configures Overland and Traccar Client by their own links", () => {
    const overland = new URL(setup("overland").link ?? "");
    expect([overland.protocol, overland.host]).toEqual(["overland:", "setup"]);
    expect(Object.fromEntries(overland.searchParams)).toEqual({
      url: `${publicUrl}/api/ingest/overland`,
      token,
    });
    const traccar = new URL(setup("traccar").link ?? "");
    expect([traccar.protocol, traccar.host]).toEqual(["org.traccar.client:", "config"]);
    expect(traccar.searchParams.get("url")).toBe(`${publicUrl}/api/ingest/traccar/${token}`);
  });

  it("shows the link as the code to scan, and the address where there is no link", () => {
    expect(setup("owntracks").qr).toBe(setup("owntracks").link);
    expect(setup("gpslogger")).toMatchObject({ link: null, qr: `${publicUrl}/api/ingest/gpslogger` });
    expect(setup("osmand")).toMatchObject({ link: null, qr: `${publicUrl}/api/ingest/osmand/${token}` });
  });

  it("hands GPSLogger a template that we read with the right units", () => {
    const values: Record<string, string> = {
      "%LAT": "6.5",
      "%LON": "3.4",
      "%ACC": "12.0",
      "%ALT": "40.0",
      "%SPD": "10.0",
      "%DIR": "90.0",
      "%TIMESTAMP": String(receivedAt / 1000),
      "%BATT": "81.0",
      "%ISCHARGING": "false",
    };
    const sent = shown("gpslogger", "body").replace(/%[A-Z]+/g, (name) => values[name] ?? name);
    expect(onlyFix(readQuery("gpslogger", sent))).toMatchObject({
      at: receivedAt,
      point: { lat: 6.5, lng: 3.4 },
      accuracyMeters: 12,
      speedMps: 10,
      headingDegrees: 90,
      batteryPercent: 81,
      charging: false,
    });
  });

  it("hands OsmAnd a template that we read with the right units", () => {
    const values = ["6.5", "3.4", String(receivedAt), "12.0", "40.0", "10.0", "90.0"];
    const [, query = ""] = shown("osmand", "template").split("?");
    const sent = query.replace(/\{(\d)\}/g, (_, index) => values[Number(index)] ?? "");
    expect(onlyFix(readQuery("osmand", sent))).toMatchObject({
      at: receivedAt,
      point: { lat: 6.5, lng: 3.4 },
      accuracyMeters: 12,
      altitudeMeters: 40,
      speedMps: 10,
      headingDegrees: 90,
    });
  });

  it("says every setting on a line of its own, with the units", () => {
    expect(setupInEnglish("gpslogger", setup("gpslogger"))).toBe(
      [
        "GPSLogger: Logging details, Log to custom URL. Paste the body unchanged.",
        `URL: ${publicUrl}/api/ingest/gpslogger`,
        "HTTP method: POST",
        `HTTP body: ${shown("gpslogger", "body")}`,
        "User name: device",
        `Password: ${token}`,
        "Speed in metres per second (%SPD), accuracy in metres, time in seconds (%TIMESTAMP).",
      ].join("\n"),
    );
    for (const app of trackerApps) expect(setupInEnglish(app, setup(app))).toContain(publicUrl);
  });

  it("has words for every outcome", () => {
    expect(Object.keys(devices.quarantined)).toEqual([...quarantineReasons]);
    expect(Object.keys(devices.ignored)).toEqual([...ignoredReasons]);
    expect(Object.keys(devices.apps)).toEqual([...trackerApps]);
  });

  it("keeps its own answer out of what it understands", () => {
    expect(readBody("owntracks", { _type: "configuration", password: token }).items).toEqual([
      { kind: "ignored", reason: "other_message", count: 1 },
    ]);
  });
});
