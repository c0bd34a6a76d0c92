import type { Task } from "graphile-worker";
import { prepareFixPartitions } from "@/lib/db/fix-partitions";

export const preparePartitionsTask: Task = async () => {
  await prepareFixPartitions();
};
