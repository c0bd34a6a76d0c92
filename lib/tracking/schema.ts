import { z } from "zod";
import { AppError } from "@/lib/errors";
import { isNullIsland } from "@/lib/geo/valid-point";
import { newId } from "@/lib/id";
import type { Fix, FixSource } from "./types";

/** Fixes dated further ahead than this are refused: the clock is wrong (LOC-7), milliseconds. */
const FUTURE_TOLERANCE_MS = 5 * 60_000;
export const MAX_FIXES_PER_REQUEST = 1000;

/** Printable ASCII: ids are ours or a machine's, and nothing else survives every log and URL. */
const clientId = z.string().regex(/^[\x21-\x7e]{1,100}$/, "has to be 1 to 100 printable ASCII characters");
/** Negative means unknown. */
const upTo = (max: number) => z.number().max(max).nullish();

const wireFix = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  accuracy: z.number().min(-1e7).max(1e7).nullish(),
  speed: upTo(2000),
  heading: upTo(360),
  altitude: z.number().min(-20_000).max(100_000).nullish(),
  battery: upTo(100),
  activity: z
    .string()
    .regex(/^[^\p{Cc}\p{Cs}]{0,50}$/u, "has to be at most 50 characters without control characters")
    .nullish(),
  recorded_at: z.iso.datetime({ offset: true }).nullish(),
  id: clientId.nullish(),
  job_id: z.uuid().nullish(),
  mock: z.boolean().nullish(),
});

/** A fix that may be stored, with what the sender calls it. */
export interface IncomingFix {
  readonly fix: Fix;
  readonly clientId: string | null;
  readonly jobId: string | null;
}

const impossibleCodes = new Set(["too_big", "too_small"]);

/**
 * Reads one fix of our own API (LOC-1).
 * @param raw parsed JSON
 * @param context `receivedAt` epoch ms, stands in for a missing `recorded_at`; `retentionMs` how far back the tenant keeps fixes
 * @param path prefix of the field named in an error (`fixes.3.`)
 * @throws AppError malformed (wrong shape or type) or impossible (a place or time that cannot be)
 */
export function parseFix(
  raw: unknown,
  context: { receivedAt: number; retentionMs: number; source: FixSource },
  path = "",
): IncomingFix {
  const result = wireFix.safeParse(raw);
  if (!result.success) {
    const issue = result.error.issues.find((i) => !impossibleCodes.has(i.code)) ?? result.error.issues[0];
    const field = `${path}${issue?.path.join(".") ?? ""}`.replace(/\.$/, "");
    const code = issue && impossibleCodes.has(issue.code) ? "impossible" : "malformed";
    const sentence = `${field || "The fix"}: ${issue?.message ?? "not readable"}.`;
    throw new AppError(code, sentence, field === "" ? {} : { field });
  }
  const wire = result.data;
  if (isNullIsland({ lat: wire.latitude, lng: wire.longitude }, wire.accuracy ?? null)) {
    throw new AppError("impossible", "0/0 without an accuracy is what a phone says that knows no place.", {
      field: `${path}latitude`,
    });
  }
  const at = wire.recorded_at ? Date.parse(wire.recorded_at) : context.receivedAt;
  if (at > context.receivedAt + FUTURE_TOLERANCE_MS) {
    throw new AppError(
      "impossible",
      `recorded_at lies ${describeSpan(at - context.receivedAt)} in the future: set the clock of the phone.`,
      { field: `${path}recorded_at` },
    );
  }
  if (at < context.receivedAt - context.retentionMs) {
    throw new AppError("impossible", "recorded_at is older than this company keeps locations.", {
      field: `${path}recorded_at`,
    });
  }
  return {
    clientId: wire.id ?? null,
    jobId: wire.job_id ?? null,
    fix: {
      fixId: newId(context.receivedAt),
      at,
      receivedAt: context.receivedAt,
      point: { lat: wire.latitude, lng: wire.longitude },
      accuracyMeters: hundredths(wire.accuracy),
      speedMps: hundredths(knownOf(wire.speed)),
      headingDegrees: knownOf(wire.heading),
      altitudeMeters: wire.altitude ?? null,
      batteryPercent: knownOf(wire.battery),
      activity: wire.activity ?? null,
      mock: wire.mock ?? false,
      source: context.source,
    },
  };
}

function knownOf(value: number | null | undefined): number | null {
  return value === null || value === undefined || value < 0 ? null : value;
}

/** The column keeps seven digits; rounding here makes a fix read back later judge exactly like the live one. */
function hundredths(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : Math.round(value * 100) / 100;
}

function describeSpan(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) return `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 72 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}

const batch = z.object({ fixes: z.array(z.unknown()).min(1).max(MAX_FIXES_PER_REQUEST) });

/**
 * The envelope of a batch (LOC-2); its fixes are read one by one, because one bad fix never rejects the rest.
 * @throws AppError malformed, or too_large past 1,000 fixes
 */
export function parseBatch(raw: unknown): readonly unknown[] {
  const result = batch.safeParse(raw);
  if (result.success) return result.data.fixes;
  const tooMany = result.error.issues.some((issue) => issue.code === "too_big");
  if (tooMany) {
    throw new AppError("too_large", `Send at most ${MAX_FIXES_PER_REQUEST} fixes at a time.`, {
      field: "fixes",
    });
  }
  throw new AppError("malformed", 'The body has to be {"fixes": [ … ]} with 1 to 1,000 fixes.', {
    field: "fixes",
  });
}
