import { z } from "zod";
import { verdicts } from "../types";
import { fixRefusals, locationPermissions, pageStates, wakeLocks } from "./types";

const WEEK_SECONDS = 7 * 86_400;

/** How long ago something was when this was sent: by the phone's clock both, so that a wrong one does not matter. */
const age = z
  .number()
  .min(0)
  .transform((seconds) => Math.min(seconds, WEEK_SECONDS));

/** What the phone page says of itself (LOC-13). */
export const phonePageReport = z.strictObject({
  /** One opened page, and which of its reports this is: what comes late is told from what is new. */
  page_id: z.string().regex(/^[\w-]{8,64}$/, "has to be 8 to 64 letters, digits or dashes"),
  number: z.number().int().min(1).max(2_000_000_000),
  state: z.enum(pageStates),
  /** Whether the technician wants to share. */
  sharing: z.boolean(),
  permission: z.enum(locationPermissions),
  /** Of the newest fix that the browser gave; null: none yet. */
  fix_age_seconds: age.nullable(),
  /** Fixes that wait to be sent. */
  waiting: z.number().int().min(0).max(1_000_000),
  /** Why the newest fix that was answered was refused; null when it was taken. */
  refusal: z.enum(fixRefusals).nullable(),
  /** What became of the newest fix that was taken. */
  verdict: z.enum(verdicts).nullable(),
  wake_lock: z.enum(wakeLocks),
  /** Per cent; null where the browser does not tell. */
  battery: z.number().min(0).max(100).nullable(),
  charging: z.boolean().nullable(),
  /** The last time without network that this page knows of. */
  outage: z.strictObject({ from_age_seconds: age, until_age_seconds: age }).nullable(),
  /** By the phone's clock, however wrong: that is what it is for. */
  sent_at: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
});
/** As it is sent. */
export type SentReport = z.input<typeof phonePageReport>;
/** As it is read. */
export type PhonePageReport = z.output<typeof phonePageReport>;
