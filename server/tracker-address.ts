import { isTokenShaped } from "@/lib/auth/token-format";
import { type TrackerApp, trackerApps } from "@/lib/tracking/types";

/** What the address of a tracker request says. */
export interface TrackerAddress {
  /** Null when the address names no app we know. Only a name: units follow the device's own setting. */
  readonly app: TrackerApp | null;
  /** Everything after `/api/ingest/`: an app, a token. */
  readonly segments: readonly string[];
  /** Without the question mark. */
  readonly query: string;
}

/** Tokens tried for one request at most. */
const MAX_TOKENS = 3;

/**
 * The address if it is one of tracker ingest, else null. Slashes too many, in front, between or behind, do not matter,
 * because there is no redirect that would mend them.
 */
export function matchTracker(url: string | undefined): TrackerAddress | null {
  if (url === undefined || !url.includes("ingest")) return null;
  const [path = "", ...query] = url.replace(/^https?:\/\/[^/?]*/i, "").split("?");
  const [api, ingest, ...segments] = path.split("/").filter((segment) => segment !== "");
  if (api !== "api" || ingest !== "ingest") return null;
  const app = trackerApps.find((name) => name === segments[0]?.toLowerCase()) ?? null;
  return { app, segments, query: query.join("?") };
}

/**
 * What may be a device's token, best first: of the path, because it was put there on purpose, then of the Authorization
 * header, as Bearer, as user name or password of Basic, and un-encoded as Overland sends it.
 */
export function tokensOf({ segments }: TrackerAddress, authorization: string | undefined): string[] {
  const sent = authorization?.replace(/^(?:basic|bearer) +/i, "") ?? "";
  const decoded = Buffer.from(sent, "base64").toString("utf8");
  const words = [...segments, ...sent.split(":"), ...decoded.split(":")].map((word) => word.trim());
  return [...new Set(words.filter(isTokenShaped))].slice(0, MAX_TOKENS);
}

/** The address as it may be logged: the app it names and nothing that could be a token, not even a mistyped one. */
export function loggedAddress({ app, segments }: TrackerAddress): string {
  const rest = segments.length > (app === null ? 0 : 1) ? "/[hidden]" : "";
  return `/api/ingest${app === null ? "" : `/${app}`}${rest}`;
}
