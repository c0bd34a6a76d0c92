import type { LatLng } from "@/lib/geo/types";
import type { FixResultWire } from "@/lib/realtime/protocol";

/** A fix as a phone sends it. */
export function wireFix(at: number, point: LatLng, more: Record<string, unknown> = {}) {
  return {
    latitude: point.lat,
    longitude: point.lng,
    recorded_at: new Date(at).toISOString(),
    ...more,
  };
}

export interface Posted {
  readonly status: number;
  readonly headers: Headers;
  // Answers of every shape are looked into.
  readonly json: Record<string, unknown> & { readonly results: FixResultWire[] };
}

/** Posts to the ingest door of a node, as a phone with a token. `body` is sent as it is when it is text or bytes. */
export async function post(
  url: string,
  path: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Posted> {
  const raw = typeof body === "string" || body instanceof Uint8Array;
  const response = await fetch(`${url}/api/v1/field-service${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: raw ? (body as BodyInit) : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text === "" ? {} : JSON.parse(text) };
}
