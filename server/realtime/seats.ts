import type { Identity } from "@/lib/auth/types";

/**
 * Open sockets one person or token may have on this node (RT-6). A dispatcher needs two screens, a shared account on every
 * wall of an office a dozen; and on a bad line each reconnect leaves a dead socket behind until its ping is missed.
 */
export const SEATS_PER_PERSON = 100;

/** Open sockets a whole tenant may have on this node: 500 people with ten each. */
export const SEATS_PER_TENANT = 5_000;

type Holder = Pick<Identity, "tenantId" | "userId" | "credentialId">;

export type Seat =
  /** `leave` gives it back, however often it is called. */
  | { readonly kind: "taken"; readonly leave: () => void }
  | { readonly kind: "full"; readonly message: string };

/** How many sockets are open on this node, by person and by tenant. Whoever comes when all are taken is the one refused. */
export class Seats {
  private readonly taken = new Map<string, number>();

  constructor(
    private readonly perPerson = SEATS_PER_PERSON,
    private readonly perTenant = SEATS_PER_TENANT,
  ) {}

  take(holder: Holder): Seat {
    const tenant = holder.tenantId;
    const person = `${tenant}/${holder.userId ?? holder.credentialId}`;
    if (this.of(person) >= this.perPerson) {
      const message = `This account has ${this.perPerson} live connections open already: close pages that are no longer needed, then try again.`;
      return { kind: "full", message };
    }
    if (this.of(tenant) >= this.perTenant) {
      const message = `Your company has ${this.perTenant} live connections open already: close pages that are no longer needed, then try again.`;
      return { kind: "full", message };
    }
    this.count(person, 1);
    this.count(tenant, 1);
    let left = false;
    const leave = () => {
      if (left) return;
      left = true;
      this.count(person, -1);
      this.count(tenant, -1);
    };
    return { kind: "taken", leave };
  }

  /** People and tenants that have a socket open; 0 when nobody is here. */
  get holders(): number {
    return this.taken.size;
  }

  private of(key: string): number {
    return this.taken.get(key) ?? 0;
  }

  private count(key: string, change: 1 | -1): void {
    const count = this.of(key) + change;
    if (count === 0) this.taken.delete(key);
    else this.taken.set(key, count);
  }
}
