import { deviceReports, devices } from "@/drizzle/schema/devices";
import { hashToken, newToken } from "@/lib/auth/token-format";
import type { Identity } from "@/lib/auth/types";
import { inTenant } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/id";
import { technicianExists } from "@/lib/technicians/queries";
import type { NewDevice } from "../trackers/schema";
import { headerlessUrl, type SetupRow, setupOf } from "../trackers/setup";
import { setupInEnglish } from "../trackers/setup-in-english";

/** A device just added: the only sight of its token. */
export interface AddedDeviceWire {
  device_id: string;
  token: string;
  /** Works without any header. */
  ingest_url: string;
  setup: {
    /** What a QR code has to hold. */
    qr: string;
    /** Configures the app when opened on the phone; null where the app knows no such link. */
    link: string | null;
    text: string;
    rows: readonly SetupRow[];
  };
}

/**
 * Adds a tracker device to a technician (LOC-5).
 * @throws AppError not_found when the tenant has no such technician
 */
export async function addDevice(
  identity: Identity,
  technicianId: string,
  { app, label, passphrase }: NewDevice,
  now: Date,
): Promise<AddedDeviceWire> {
  const token = newToken();
  const id = newId(now.getTime());
  await inTenant(identity.tenantId, async ({ tx, tenantId }) => {
    if (!(await technicianExists(tx, tenantId, technicianId))) {
      throw new AppError("not_found", "There is no such technician.");
    }
    await tx.insert(devices).values({
      tenantId,
      id,
      technicianId,
      app,
      label: label ?? null,
      tokenHash: hashToken(token),
      passphrase: passphrase ?? null,
      createdBy: identity.userId,
      createdAt: now,
    });
    await tx.insert(deviceReports).values({ tenantId, deviceId: id });
  });
  const input = { app, token, passphrase: passphrase ?? null, publicUrl: env().publicUrl };
  const setup = setupOf(input);
  const ingestUrl = headerlessUrl(input);
  return {
    device_id: id,
    token,
    ingest_url: ingestUrl,
    setup: {
      qr: setup.link ?? ingestUrl,
      link: setup.link,
      text: setupInEnglish(app, setup),
      rows: setup.rows,
    },
  };
}
