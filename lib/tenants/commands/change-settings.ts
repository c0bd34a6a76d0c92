import { and, eq, sql } from "drizzle-orm";
import { apiTokens, users } from "@/drizzle/schema/auth";
import { tenants } from "@/drizzle/schema/tenants";
import type { Identity } from "@/lib/auth/types";
import { inTenant, type Work } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { countOlderFixes } from "../queries/count-older-fixes";
import { lockSettings, readSettings } from "../queries/settings";
import type { SettingsChange } from "../schema";
import { settingChanges } from "../setting-changes";
import type { SettingsChangedWire, SettingsWire } from "../settings-wire";

const DAY_MS = 86_400_000;

/**
 * Changes what is set for the company. The fences follow the new rules from the next fix on (triggers of migration 0003),
 * and the change is in the log with who made it.
 * @throws AppError conflict when somebody changed the settings meanwhile (`current`: as they are now), or when a shorter
 *   retention would delete locations and nobody has confirmed that (`field`: fix_retention_days)
 */
export async function changeSettings(
  identity: Identity,
  { version, confirm_deletion, ...wanted }: SettingsChange,
  now: Date,
): Promise<SettingsWire> {
  return inTenant(identity.tenantId, async (unit) => {
    const before = await lockSettings(unit);
    if (before.version !== version) {
      throw new AppError(
        "conflict",
        "Somebody changed the settings meanwhile: look at them, then save again.",
        {
          field: "version",
          current: before,
        },
      );
    }
    const changes = settingChanges(before, wanted);
    if (changes.length === 0) return before;
    refuseNarrowApproach({ ...before, ...wanted });
    if (confirm_deletion !== true) await refuseSilentDeletion(unit, before, wanted, now);
    await unit.tx
      .update(tenants)
      .set({
        name: wanted.name,
        timeZone: wanted.time_zone,
        arrivalRadiusMeters: wanted.arrival_radius_meters,
        approachRadiusMeters: wanted.approach_radius_meters,
        cooldownSeconds: wanted.cooldown_seconds,
        expectedTogether: wanted.expected_together,
        fixRetentionDays: wanted.fix_retention_days,
        trackingHours: wanted.tracking_hours,
        startMode: wanted.start_mode,
        startModesByType: wanted.start_modes_by_type,
        settingsVersion: sql`${tenants.settingsVersion} + 1`,
      })
      .where(eq(tenants.id, unit.tenantId));
    const payload: SettingsChangedWire = {
      by: await authorOf(unit, identity),
      changes,
      occurred_at: now.toISOString(),
    };
    unit.emit({
      type: "settings_changed",
      technicianId: null,
      jobId: null,
      occurredAt: now,
      payload: { ...payload },
    });
    return readSettings(unit.tx, unit.tenantId);
  });
}

function refuseNarrowApproach(
  settings: Pick<SettingsWire, "arrival_radius_meters" | "approach_radius_meters">,
) {
  if (settings.approach_radius_meters >= settings.arrival_radius_meters) return;
  throw new AppError("impossible", "approach_radius_meters cannot be smaller than arrival_radius_meters.", {
    field: "approach_radius_meters",
  });
}

async function refuseSilentDeletion(
  { tx, tenantId }: Work,
  before: SettingsWire,
  { fix_retention_days: days }: Pick<SettingsChange, "fix_retention_days">,
  now: Date,
): Promise<void> {
  if (days === undefined || days >= before.fix_retention_days) return;
  const keptFrom = new Date(now.getTime() - days * DAY_MS);
  const older = await countOlderFixes(tx, tenantId, keptFrom);
  if (older.count === 0) return;
  const many = `${older.orMore ? "more than " : ""}${older.count.toLocaleString("en")}`;
  throw new AppError(
    "conflict",
    `This deletes ${many} locations from before ${keptFrom.toISOString()}, for good: send confirm_deletion true to do it.`,
    {
      field: "fix_retention_days",
      current: {
        ...before,
        deletes: { locations: older.count, or_more: older.orMore, before: keptFrom.toISOString() },
      },
    },
  );
}

async function authorOf({ tx, tenantId }: Work, identity: Identity): Promise<SettingsChangedWire["by"]> {
  if (identity.userId !== null) {
    const [user] = await tx
      .select({ name: users.fullName })
      .from(users)
      .where(and(eq(users.tenantId, tenantId), eq(users.id, identity.userId)));
    return { kind: "user", id: identity.userId, name: user?.name ?? null };
  }
  const [token] = await tx
    .select({ name: apiTokens.label })
    .from(apiTokens)
    .where(and(eq(apiTokens.tenantId, tenantId), eq(apiTokens.id, identity.credentialId)));
  return { kind: "token", id: identity.credentialId, name: token?.name ?? null };
}
