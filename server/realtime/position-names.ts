import { eq } from "drizzle-orm";
import { technicians } from "@/drizzle/schema/technicians";
import { readTenant } from "@/lib/db/transaction";
import { fromCompact } from "@/lib/realtime/compact";
import type { CompactPosition, LocationUpdateWire } from "@/lib/realtime/protocol";
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

  async named(tenantId: string, rows: readonly CompactPosition[]): Promise<LocationUpdateWire[]> {
    let known = this.byTenant.get(tenantId);
    if (!known || rows.some(([number]) => typeof number === "number" && !known?.has(number))) {
      known = await load(tenantId);
      this.byTenant.set(tenantId, known);
    }
    const directory = known;
    return rows.flatMap((row) => {
      const read = fromCompact(row);
      const who = read && directory.get(read.number);
      if (!read || !who) return [];
      const { recorded_at, ...place } = read.position;
      return [
        {
          technician_id: who.id,
          technician_name: who.name,
          ...place,
          last_update: recorded_at,
          status: who.status,
        },
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
