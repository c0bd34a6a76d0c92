import { sql } from "@/lib/db/client";
import { scopeTo } from "@/lib/db/scope";
import { openWork } from "@/lib/db/transaction";
import { announce } from "@/lib/realtime/bus";
import { advanceClock as advance, nextDeadline } from "../process-fix";
import { lockTechnicians } from "../queries/technicians";
import { keyOf, type TechnicianKey } from "../technician-key";
import { writeStates } from "./hot-statements";
import { scheduleClock } from "./schedule";
import { settleTransitions } from "./settle-transitions";
import { settleTrips } from "./write-trips";

/**
 * Lets time come to `now` for one technician: decides what needs no further fix, such as the arrival of somebody
 * whose phone fell silent on the way in (GEO-3). Safe to run twice, and too early.
 * @param now epoch ms
 */
export async function advanceClock(key: TechnicianKey, now: number): Promise<void> {
  const seq = await sql().begin(async (client) => {
    await scopeTo(client, [key.tenantId]);
    const technician = (await lockTechnicians(client, [{ ...key, since: now }])).get(keyOf(key));
    if (!technician) return 0;
    const { state, transitions, trips } = advance(
      technician.state,
      now,
      technician.candidates,
      technician.rules,
    );
    const { unit, flush } = openWork(client, key.tenantId);
    if (state !== technician.state) await writeStates(client, [{ ...key, state, rebuildFrom: null }]);
    if (transitions.length > 0) {
      const caused = transitions.map((one) => ({ ...one, fixId: null }));
      await settleTransitions(unit, [{ technician, transitions: caused }], now);
    }
    if (trips.length > 0) await settleTrips(unit, client, [{ technician, steps: trips }], now);
    const deadline = nextDeadline(state, technician.rules);
    if (deadline !== null) await scheduleClock(unit, key.technicianId, deadline);
    return flush();
  });
  if (seq > 0) announce([{ tenantId: key.tenantId, seq, positions: [] }]);
}
