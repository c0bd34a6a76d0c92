import type { Task } from "graphile-worker";
import { measureCompanyTravel } from "@/lib/dispatch/commands/measure-travel";
import { eachCompany } from "./each-company";

export const measureTravelTask: Task = () =>
  eachCompany("measuring travel", (tenantId) => measureCompanyTravel(tenantId, new Date()));
