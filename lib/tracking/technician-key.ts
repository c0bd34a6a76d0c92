export interface TechnicianKey {
  readonly tenantId: string;
  readonly technicianId: string;
}

/** A technician and how far back his assignments matter, epoch ms: the time of the oldest fix to be judged. */
export interface TechnicianSpan extends TechnicianKey {
  readonly since: number;
  /** How far back his shifts matter, where that is further: old fixes make no visits, but are kept. */
  readonly shiftsSince?: number;
}

/** Technicians are always named with their tenant: an id alone must never reach another tenant's row. */
export function keyOf(key: TechnicianKey): string {
  return `${key.tenantId}/${key.technicianId}`;
}
