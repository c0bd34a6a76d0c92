import type postgres from "postgres";
import type { DeviceWire } from "@/lib/tracking/device-wire";
import type { TrackerApp } from "@/lib/tracking/types";
import { call } from "./call";
import type { TestUser } from "./fixtures";

/** A device of a technician, as the API gave it. */
export interface TestDevice {
  readonly id: string;
  readonly token: string;
  readonly technicianId: string;
  readonly app: TrackerApp;
}

export async function makeDevice(
  user: TestUser,
  technicianId: string,
  app: TrackerApp,
  more: { readonly label?: string; readonly passphrase?: string } = {},
): Promise<TestDevice> {
  const answer = await call(`POST /technicians/${technicianId}/devices`, {
    cookie: user.cookie,
    body: { app, ...more },
  });
  if (answer.status !== 201) throw new Error(`no device: ${JSON.stringify(answer.json)}`);
  return { id: String(answer.json.device_id), token: String(answer.json.token), technicianId, app };
}

/** The device as the API shows it now. */
export async function readDevice(user: TestUser, device: TestDevice): Promise<DeviceWire> {
  const answer = await call(`GET /technicians/${device.technicianId}/devices`, { cookie: user.cookie });
  const items = answer.json.items as unknown as DeviceWire[];
  const found = items.find((item) => item.device_id === device.id);
  if (!found) throw new Error("the device is not in the list");
  return found;
}

export interface TrackerReply {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** Sends a request of a tracker app; without `path` to the device's own address. */
export async function track(
  url: string,
  device: TestDevice,
  request: {
    readonly method?: string;
    readonly path?: string;
    readonly query?: string;
    readonly body?: string | Uint8Array<ArrayBuffer> | null;
    readonly headers?: Record<string, string>;
  } = {},
): Promise<TrackerReply> {
  const path = request.path ?? `/api/ingest/${device.app}/${device.token}`;
  const query = request.query ? `?${request.query}` : "";
  const answer = await fetch(`${url}${path}${query}`, {
    method: request.method ?? "POST",
    body: request.body ?? null,
    headers: request.headers ?? {},
    redirect: "manual",
  });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

/** What is stored of a technician, oldest first. */
export function storedFixes(owner: postgres.Sql, technicianId: string) {
  return owner`
    select recorded_at, lat, lng, accuracy_meters, speed_mps, heading_degrees, altitude_meters, battery_percent, source,
      verdict
    from fixes where technician_id = ${technicianId} order by recorded_at`;
}
