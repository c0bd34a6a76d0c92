import type { TrackerApp } from "@/lib/tracking/types";
import { owntracksLink } from "./owntracks-link";

/** Labels of what a person sets in the app: `devices.setup.rows` of the messages. */
export type SetupLabel =
  | "mode"
  | "url"
  | "template"
  | "method"
  | "body"
  | "username"
  | "password"
  | "encryption_key"
  | "token"
  | "monitoring"
  | "logging_mode"
  | "accuracy"
  | "interval"
  | "buffering";

export interface SetupRow {
  readonly label: SetupLabel;
  /** To be typed, pasted or chosen, in the words of the app. */
  readonly value: string;
}

export interface DeviceSetup {
  /** Configures the app when it is opened on the phone; null where the app knows no such link. */
  readonly link: string | null;
  /** What the QR code holds: the link, else the address. */
  readonly qr: string;
  readonly rows: readonly SetupRow[];
}

export interface SetupInput {
  readonly app: TrackerApp;
  /** Origin of this installation as phones reach it: `https://field.example.com`. */
  readonly publicUrl: string;
  readonly token: string;
  /** Key of OwnTracks' payload encryption; null or left out for none. */
  readonly passphrase?: string | null;
}

/** OwnTracks and GPSLogger ask for a user name; the token alone says who it is. */
const USERNAME = "device";

/** GPSLogger's own names: %SPD in m/s, %TIMESTAMP in seconds, %ACC and %ALT in metres. */
const gpsloggerBody =
  "lat=%LAT&lon=%LON&acc=%ACC&alt=%ALT&spd=%SPD&dir=%DIR&timestamp=%TIMESTAMP&batt=%BATT&ischarging=%ISCHARGING";

/** OsmAnd's numbers: {2} in milliseconds, {3} the accuracy in metres under its name `hdop`, {5} in m/s. */
const osmandQuery = "lat={0}&lon={1}&timestamp={2}&hdop={3}&altitude={4}&speed={5}&bearing={6}";

/**
 * The address that goes into the app. The token stands in the path only where the app can send no header.
 * @param input `publicUrl` with or without a trailing slash
 */
export function ingestUrl({ app, publicUrl, token }: SetupInput): string {
  const base = `${publicUrl.replace(/\/+$/, "")}/api/ingest/${app}`;
  return app === "traccar" || app === "osmand" ? `${base}/${token}` : base;
}

/** The address that works in any app without a header: for copying, and for apps that are not in the list. */
export function headerlessUrl({ app, publicUrl, token }: SetupInput): string {
  return `${publicUrl.replace(/\/+$/, "")}/api/ingest/${app}/${token}`;
}

/** Exactly what to set in an app so that it reports here, and the link that does it at once where there is one (LOC-5). */
export function setupOf(input: SetupInput): DeviceSetup {
  const url = ingestUrl(input);
  const { link, rows } = setups[input.app](url, input.token, input.passphrase ?? null);
  return { link, qr: link ?? url, rows };
}

const setups: Readonly<
  Record<TrackerApp, (url: string, token: string, passphrase: string | null) => Omit<DeviceSetup, "qr">>
> = {
  owntracks: (url, token, passphrase) => ({
    link: owntracksLink({
      url,
      username: USERNAME,
      password: token,
      ...(passphrase === null ? {} : { encryptionKey: passphrase }),
    }),
    rows: [
      { label: "mode", value: "HTTP" },
      { label: "url", value: url },
      { label: "username", value: USERNAME },
      { label: "password", value: token },
      ...(passphrase === null ? [] : [{ label: "encryption_key", value: passphrase } as const]),
      { label: "monitoring", value: "Move" },
    ],
  }),
  traccar: (url) => ({
    link: `org.traccar.client://config?${new URLSearchParams({ url, accuracy: "high", interval: "60", buffer: "true" })}`,
    rows: [
      { label: "url", value: url },
      { label: "accuracy", value: "High" },
      { label: "interval", value: "60" },
      { label: "buffering", value: "On" },
    ],
  }),
  osmand: (url) => ({
    link: null,
    rows: [{ label: "template", value: `${url}?${osmandQuery}` }],
  }),
  overland: (url, token) => ({
    link: `overland://setup?url=${encodeURIComponent(url)}&token=${encodeURIComponent(token)}`,
    rows: [
      { label: "url", value: url },
      { label: "token", value: token },
      { label: "logging_mode", value: "All Data" },
    ],
  }),
  gpslogger: (url, token) => ({
    link: null,
    rows: [
      { label: "url", value: url },
      { label: "method", value: "POST" },
      { label: "body", value: gpsloggerBody },
      { label: "username", value: USERNAME },
      { label: "password", value: token },
    ],
  }),
};
