import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Fix } from "@/lib/tracking/types";

/** One stay of the reference, epoch ms; null where it began before or went on after the trace. */
export interface ReferenceStay {
  readonly arrive: number | null;
  readonly depart: number | null;
}

export interface ReferencePlace {
  readonly lat: number;
  readonly lng: number;
  readonly visits: readonly ReferenceStay[];
  readonly optional: readonly ReferenceStay[];
  readonly naiveEvents: number;
}

export interface Trace {
  readonly name: string;
  /** In the order in which the phone wrote them. */
  readonly fixes: readonly Fix[];
  readonly places: readonly ReferencePlace[];
}

interface StopsFile {
  readonly traces: Readonly<Record<string, { readonly places: readonly StopsPlace[] }>>;
}

interface StopsPlace {
  readonly lat: number;
  readonly lon: number;
  readonly visits: readonly { readonly arrive: string | null; readonly depart: string | null }[];
  readonly optional: StopsPlace["visits"];
  readonly naive_100m_events: number;
}

const folder = path.resolve(import.meta.dirname, "../../../shared/traces");

/** Said by tests that skip because the recordings are not on this machine. */
export const tracesMissing = `No recorded traces at ${folder}: replay skipped.`;

/** Real recorded phones with their reference visits, or null where the recordings are absent. */
export function loadTraces(): readonly Trace[] | null {
  const stopsPath = path.join(folder, "stops.json");
  if (!existsSync(stopsPath)) return null;
  const stops = JSON.parse(readFileSync(stopsPath, "utf8")) as StopsFile;
  return Object.entries(stops.traces).map(([name, reference]) => ({
    name,
    fixes: parseFixes(readFileSync(path.join(folder, name), "utf8")),
    places: reference.places.map((place) => ({
      lat: place.lat,
      lng: place.lon,
      visits: place.visits.map(stayOf),
      optional: place.optional.map(stayOf),
      naiveEvents: place.naive_100m_events,
    })),
  }));
}

function stayOf(visit: StopsPlace["visits"][number]): ReferenceStay {
  return {
    arrive: visit.arrive === null ? null : Date.parse(visit.arrive),
    depart: visit.depart === null ? null : Date.parse(visit.depart),
  };
}

function parseFixes(csv: string): Fix[] {
  const [header = "", ...lines] = csv.trim().split("\n");
  const columns = header.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    const read = (column: string): number | null => {
      const cell = cells[columns.indexOf(column)]?.trim() ?? "";
      return cell === "" ? null : Number(cell);
    };
    const at = Math.round((read("fix_unix") ?? Number.NaN) * 1000);
    return {
      fixId: `fix-${cells[0]}`,
      at,
      receivedAt: Math.round((read("recorded_unix") ?? at / 1000) * 1000),
      point: { lat: read("lat") ?? Number.NaN, lng: read("lon") ?? Number.NaN },
      accuracyMeters: read("accuracy_m"),
      speedMps: read("speed_mps"),
      headingDegrees: read("bearing_deg"),
      altitudeMeters: read("altitude_m"),
      batteryPercent: null,
      activity: null,
      mock: false,
      source: "owntracks",
    };
  });
}
