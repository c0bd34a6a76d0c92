import type { Task } from "graphile-worker";
import { restTrips } from "@/lib/tracking/commands/rest-trips";

export const restTripsTask: Task = () => restTrips(Date.now());
