/** Names of the rooms a socket sits in (RT-1). A room name always starts with its tenant. */
export const rooms = {
  /** Everybody of the tenant: gets the `seq` marks. */
  tenant: (tenantId: string) => `${tenantId}:all`,
  /** Dispatchers, supervisors, admins: get every event. */
  console: (tenantId: string) => `${tenantId}:console`,
  /** Consoles that take positions folded, and those that take them as named objects. */
  positions: (tenantId: string, format: "plain" | "compact") => `${tenantId}:positions:${format}`,
  role: (tenantId: string, role: string) => `${tenantId}:role:${role}`,
  user: (tenantId: string, userId: string) => `${tenantId}:user:${userId}`,
  /** The technician himself: gets the events about him. */
  technician: (tenantId: string, technicianId: string) => `${tenantId}:technician:${technicianId}`,
} as const;
