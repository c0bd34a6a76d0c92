import { eq } from "drizzle-orm";
import { technicians } from "@/drizzle/schema/technicians";
import { readTenant } from "@/lib/db/transaction";
import type { MovedPosition } from "@/lib/realtime/hint";
import type { LocationUpdateWire } from "@/lib/realtime/protocol";
import type { TechnicianStatus } from "@/lib/technicians/types";

interface Named {
  readonly id: string;
  readonly name: string;
  readonly status: TechnicianStatus;
}

/** Who is behind the numbers of compact rows, for clients that want named objects. A cache; the rows are the truth. */
export class PositionNames {
  private readonly byTenant = new Map<string, ReadonlyMap<number, Named>>();

  forget(tenantId: string): void {
    this.byTenant.delete(tenantId);
  }

  async named(tenantId: string, rows: readonly MovedPosition[]): Promise<LocationUpdateWire[]> {
    let known = this.byTenant.get(tenantId);
    if (!known || rows.some(([number]) => !known?.has(number))) {
      known = await load(tenantId);
      this.byTenant.set(tenantId, known);
    }
    const directory = known;
    return rows.flatMap(([number, latitude, longitude, at, accuracy, speed, heading, battery]) => {
      const who = directory.get(number);
      if (!who) return [];
      const place = { latitude, longitude, accuracy, speed, heading, battery };
      const last_update = new Date(at).toISOString();
      return [
        { technician_id: who.id, technician_name: who.name, ...place, last_update, status: who.status },
      ];
    });
  }
}

async function load(tenantId: string): Promise<ReadonlyMap<number, Named>> {
  const rows = await readTenant(tenantId, (tx) =>
    tx
      .select({
        number: technicians.number,
        id: technicians.id,
        name: technicians.fullName,
        status: technicians.status,
      })
      .from(technicians)
      .where(eq(technicians.tenantId, tenantId)),
  );
  return new Map(rows.map(({ number, ...who }) => [number, who]));
}
