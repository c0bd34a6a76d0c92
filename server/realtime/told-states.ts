import { readTenant } from "@/lib/db/transaction";
import type { ArrivalWire } from "@/lib/dispatch/arrival-wire";
import { arrivalWires } from "@/lib/dispatch/queries/arrivals";
import { silenceWires } from "@/lib/tracking/queries/silences";
import type { SilenceWire } from "@/lib/tracking/silence/silence-wire";
import type { StateOf } from "./state-feed";

/** When technicians reach their next jobs (GEO-8). */
export const toldArrivals: StateOf<ArrivalWire> = {
  name: "arrivals",
  read: (tenantId) => readTenant(tenantId, (tx) => arrivalWires(tx, tenantId)),
  keyOf: ({ job_id }) => job_id,
  send: (to, message) => void to.emit("arrivals", message),
};

/** Why technicians are silent (LOC-13). */
export const toldSilences: StateOf<SilenceWire> = {
  name: "silences",
  read: (tenantId) => readTenant(tenantId, (tx) => silenceWires(tx, tenantId)),
  keyOf: ({ technician_id }) => technician_id,
  send: (to, message) => void to.emit("silences", message),
};
