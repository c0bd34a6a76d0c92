import type { TrackerApp } from "@/lib/tracking/types";

/** Every shape of JSON that an app sends, with fixes of `at` (epoch ms, whole seconds). */
export function shapesOf(at: number): readonly (readonly [TrackerApp, unknown])[] {
  const seconds = at / 1000;
  const iso = new Date(at).toISOString();
  return [
    [
      "owntracks",
      { _type: "location", lat: 6.5, lon: 3.4, tst: seconds, acc: 5, vel: 30, batt: 80, cog: 90, bs: 1 },
    ],
    ["owntracks", { _type: "transition", lat: 6.5, lon: 3.4, tst: seconds, event: "enter", tid: "v" }],
    ["owntracks", { _type: "status", android: { loc: -2, ps: 1, bo: 0 } }],
    [
      "owntracks",
      { _type: "status", iOS: { locationManagerAuthorizationStatus: "kCLAuthorizationStatusDenied" } },
    ],
    ["owntracks", { _type: "encrypted", data: "AQgPFh0kKzI5QEdOVVxjanF4f4aNlJuikzpQp6FGgNL6S7txL4nZ9tf0" }],
    [
      "traccar",
      {
        device_id: "4711",
        location: {
          timestamp: iso,
          coords: { latitude: 6.5, longitude: 3.4, accuracy: 5, speed: 8, heading: 90, altitude: 40 },
          activity: { type: "still" },
          battery: { level: 0.8, is_charging: true },
          extras: { alarm: "sos" },
        },
      },
    ],
    [
      "traccar",
      [{ id: "4711", lat: 6.5, lon: 3.4, timestamp: seconds, speed: 8, alarm: "sos", charge: true }],
    ],
    ["osmand", { lat: 6.5, lon: 3.4, timestamp: seconds, speed: 8 }],
    [
      "overland",
      {
        locations: [
          {
            type: "Feature",
            geometry: { type: "Point", coordinates: [3.4, 6.5] },
            properties: {
              timestamp: iso,
              speed: 4,
              battery_level: 0.8,
              battery_state: "full",
              motion: ["driving"],
            },
          },
          { type: "Feature", properties: { timestamp: iso, action: "visit" } },
        ],
      },
    ],
    ["gpslogger", { lat: 6.5, lon: 3.4, acc: 5, spd: 8, timestamp: seconds, batt: 80 }],
  ];
}

/** Every shape of query that an app sends, with fixes of `at` (epoch ms, whole seconds). */
export function queriesOf(at: number): readonly (readonly [TrackerApp, string])[] {
  const seconds = at / 1000;
  const iso = new Date(at).toISOString();
  return [
    [
      "traccar",
      `id=4711&lat=6.5&lon=3.4&timestamp=${seconds}&speed=10&bearing=90&accuracy=5&batt=80&charge=true&alarm=sos&valid=1`,
    ],
    ["traccar", `deviceid=4711&location=6.5,3.4&timestamp=${iso}&heading=90&mock=true`],
    ["osmand", `lat=6.5&lon=3.4&timestamp=${at}&hdop=5&altitude=40&speed=8&bearing=90`],
    ["gpslogger", `lat=6.5&lon=3.4&acc=5&spd_kph=8&dir=90&time=${iso}&batt=80&ischarging=true&ser=x`],
  ];
}

/** Texts that no number, time or name is. */
export const oddTexts = [
  "",
  " ",
  "\0",
  "\ud800",
  "\udfff\ud800",
  "a\0b",
  "NaN",
  "-1",
  "1e308",
  "__proto__",
  "%ZZ",
  "💥",
  "0",
];
/** Values that stand where something else should. */
export const oddValues: readonly unknown[] = [
  ...oddTexts,
  "x".repeat(100_000),
  "9".repeat(400),
  ...[0, -1, 1e308, -1e308, 2 ** 53, 1e-320, 91, 181, 0.5],
  ...[null, true, false, undefined],
  ...[[], {}, [[]], [null, null], [6.5], { toString: 1, valueOf: 1 }, { __proto__: null, lat: {} }],
];

/** JSON in which what stands at one place after the other is replaced. */
export function* replacements(value: unknown, odd: unknown): Generator<unknown> {
  yield odd;
  if (typeof value !== "object" || value === null) return;
  for (const [name, entry] of Object.entries(value)) {
    for (const replaced of replacements(entry, odd)) {
      yield Array.isArray(value) ? value.with(Number(name), replaced) : { ...value, [name]: replaced };
    }
  }
}
