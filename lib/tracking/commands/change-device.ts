import { and, eq } from "drizzle-orm";
import { devices } from "@/drizzle/schema/devices";
import { announceRevocation } from "@/lib/auth/announce-revocation";
import { inTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import type { DeviceChange } from "../trackers/schema";

/**
 * Switches on or off that a device is told of the nearest job sites (LOC-5). What a phone was told of stays on it when it is
 * switched off. On every node at once: nodes forget the device, as they do when it is revoked, and look it up anew.
 * @throws AppError not_found, impossible for another app and for a device with an encryption key
 */
export async function changeDevice(
  tenantId: string,
  technicianId: string,
  deviceId: string,
  { push_waypoints: pushesWaypoints }: DeviceChange,
): Promise<void> {
  const wanted = and(
    eq(devices.tenantId, tenantId),
    eq(devices.technicianId, technicianId),
    eq(devices.id, deviceId),
  );
  await inTenant(tenantId, async ({ tx }) => {
    const [device] = await tx.select().from(devices).where(wanted).for("update");
    if (!device || device.revokedAt !== null) throw new AppError("not_found", "There is no such device.");
    if (pushesWaypoints && device.app !== "owntracks") {
      throw new AppError("impossible", "Only OwnTracks takes job sites.", { field: "push_waypoints" });
    }
    if (pushesWaypoints && device.passphrase !== null) {
      throw new AppError(
        "impossible",
        "A device with an encryption key is not told of job sites: the answer would not be encrypted. Add it again without a key.",
        { field: "push_waypoints" },
      );
    }
    await tx.update(devices).set({ pushesWaypoints }).where(wanted);
  });
  await announceRevocation([deviceId]);
}
