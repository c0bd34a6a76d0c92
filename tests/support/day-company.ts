import type { TechnicianWire } from "@/lib/realtime/protocol";
import { daySites } from "./day";
import { eastOfSite } from "./fixes";
import { makeJob, makeTechnician, makeTenant, makeUser, type TestTenant } from "./fixtures";

/** A company with a technician who has a job at each site of `wanderingDay`, from a moment on (epoch ms). */
export async function dayCompany(from: number): Promise<{ tenant: TestTenant; technician: TechnicianWire }> {
  const tenant = await makeTenant();
  const dispatcher = await makeUser(tenant, "dispatcher");
  const technician = await makeTechnician(tenant);
  for (const meters of daySites) {
    const { lat, lng } = eastOfSite(meters);
    const place = { technician_id: technician.id, latitude: lat, longitude: lng };
    await makeJob(dispatcher, { ...place, window_start: new Date(from).toISOString() });
  }
  return { tenant, technician };
}
