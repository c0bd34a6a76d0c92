import { AppError } from "@/lib/errors";
import { canForUser, type Permission } from "./permissions";
import type { Identity } from "./types";

/**
 * Lets only those pass who may do this to this user. Others learn nothing of him, not even that he exists.
 * @throws AppError not_found
 */
export function requireUser(identity: Identity, permission: Permission, userId: string): void {
  if (!canForUser(identity, permission, userId)) throw new AppError("not_found", "There is no such user.");
}
