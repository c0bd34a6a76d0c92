import { isCollision } from "@/lib/db/collision";
import { inTenant, type Work } from "@/lib/db/transaction";

const ATTEMPTS = 4;

/**
 * A unit of work that moves jobs. When it collides with another (deadlock, or both would have left two jobs running) it
 * is done again from the start, and then sees what the other one did.
 */
export async function inJobs<T>(tenantId: string, work: (unit: Work) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTenant(tenantId, work);
    } catch (error) {
      if (attempt === ATTEMPTS || !isCollision(error)) throw error;
    }
  }
}
