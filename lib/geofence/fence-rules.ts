import type { FenceRules } from "./types";

/**
 * The rules every fence of a tenant follows; all but the cooldown are the same everywhere (GEO-3, GEO-4).
 */
export function fenceRules(tenant: { readonly cooldownSeconds: number }): FenceRules {
  return {
    agreementMs: 20_000,
    drivingMps: 4,
    dwellMs: 60_000,
    coarseMeters: 150,
    cooldownMs: tenant.cooldownSeconds * 1000,
  };
}

/** The rules of a tenant that has changed none: a cooldown of 5 minutes. */
export const defaultFenceRules: FenceRules = fenceRules({ cooldownSeconds: 300 });
