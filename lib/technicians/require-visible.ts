import { can, type Permission } from "@/lib/auth/permissions";
import type { Identity } from "@/lib/auth/types";
import { AppError } from "@/lib/errors";

/**
 * Lets only those pass who may do this to this technician's rows. Others learn nothing of him, not even that he exists.
 * @throws AppError not_found
 */
export function requireVisible(identity: Identity, permission: Permission, technicianId: string): void {
  if (!can(identity, permission, technicianId)) {
    throw new AppError("not_found", "There is no such technician.");
  }
}
