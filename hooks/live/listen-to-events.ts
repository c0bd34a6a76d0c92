import type { Socket } from "socket.io-client";
import type { AnyEvent, ClientToServer, ServerToClient } from "@/lib/realtime/protocol";

/** Takes every kind of numbered event off a socket, as the log has it. */
export function listenToEvents(
  socket: Socket<ServerToClient, ClientToServer>,
  take: (event: AnyEvent) => void,
): void {
  socket.on("geofence_event", ({ seq, recorded_at, ...data }) =>
    take({ type: "geofence_event", seq, recorded_at, occurred_at: data.occurred_at, data }),
  );
  socket.on("job_status", ({ seq, recorded_at, ...data }) =>
    take({ type: "job_status", seq, recorded_at, occurred_at: data.occurred_at, data }),
  );
  socket.on("trip_update", ({ seq, recorded_at, ...data }) =>
    take({ type: "trip_update", seq, recorded_at, occurred_at: data.occurred_at, data }),
  );
  socket.on("technician_status", ({ seq, recorded_at, ...data }) =>
    take({ type: "technician_status", seq, recorded_at, occurred_at: data.occurred_at, data }),
  );
  socket.on("settings_changed", ({ seq, recorded_at, ...data }) =>
    take({ type: "settings_changed", seq, recorded_at, occurred_at: data.occurred_at, data }),
  );
  socket.on("cluster_changed", ({ seq, recorded_at, ...data }) =>
    take({ type: "cluster_changed", seq, recorded_at, occurred_at: data.occurred_at, data }),
  );
}
