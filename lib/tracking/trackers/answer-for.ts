import type { TrackerApp } from "@/lib/tracking/types";

export interface TrackerAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const json = "application/json; charset=utf-8";
const text = "text/plain; charset=utf-8";

const accepted: Readonly<Record<TrackerApp, { readonly type: string; readonly body: string }>> = {
  owntracks: { type: json, body: "[]" },
  overland: { type: json, body: '{"result":"ok"}' },
  traccar: { type: text, body: "OK" },
  osmand: { type: text, body: "OK" },
  gpslogger: { type: text, body: "OK" },
};

/**
 * The answer on which an app forgets what it sent (LOC-5): the same whether it was stored, quarantined or discarded.
 * @param sender the `sender` of the reading
 * @param commands what the app is asked to do; only OwnTracks listens
 */
export function answerFor(sender: TrackerApp, commands: readonly object[] = []): TrackerAnswer {
  const { type, body: usual } = accepted[sender];
  const body = sender === "owntracks" ? JSON.stringify(commands) : usual;
  return { status: 200, headers: { "content-type": type, "cache-control": "no-store" }, body };
}

/** The answer on which every app keeps what it sent and comes again: the trouble is ours. */
export function busyAnswer(retryAfterSeconds: number): TrackerAnswer {
  return {
    status: 503,
    headers: {
      "content-type": text,
      "cache-control": "no-store",
      "retry-after": String(Math.max(1, Math.ceil(retryAfterSeconds))),
    },
    body: "Busy",
  };
}
