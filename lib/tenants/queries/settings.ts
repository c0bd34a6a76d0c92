import { eq } from "drizzle-orm";
import { tenants } from "@/drizzle/schema/tenants";
import type { Tx, Work } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { settingWarnings } from "../setting-changes";
import type { SettingsWire } from "../settings-wire";

const shown = {
  name: tenants.name,
  time_zone: tenants.timeZone,
  arrival_radius_meters: tenants.arrivalRadiusMeters,
  approach_radius_meters: tenants.approachRadiusMeters,
  cooldown_seconds: tenants.cooldownSeconds,
  expected_together: tenants.expectedTogether,
  fix_retention_days: tenants.fixRetentionDays,
  tracking_hours: tenants.trackingHours,
  start_mode: tenants.startMode,
  start_modes_by_type: tenants.startModesByType,
  version: tenants.settingsVersion,
};

const ofTenant = (tx: Tx, tenantId: string) => tx.select(shown).from(tenants).where(eq(tenants.id, tenantId));

type Row = Omit<SettingsWire, "warnings">;

/** What is set for a company. */
export async function readSettings(tx: Tx, tenantId: string): Promise<SettingsWire> {
  return settingsWire(await ofTenant(tx, tenantId));
}

/** The same for whoever changes them: nobody else does until the end of the transaction. */
export async function lockSettings({ tx, tenantId }: Work): Promise<SettingsWire> {
  return settingsWire(await ofTenant(tx, tenantId).for("no key update"));
}

function settingsWire([row]: readonly Row[]): SettingsWire {
  if (!row) throw new AppError("not_found", "This company does not exist.");
  return { ...row, warnings: settingWarnings(row) };
}
