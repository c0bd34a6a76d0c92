import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Seats } from "./seats";

const user = (tenantId: string, userId: string | null, credentialId = "session") => ({
  tenantId,
  userId,
  credentialId,
});

const take = (seats: Seats, holder: ReturnType<typeof user>) => {
  const seat = seats.take(holder);
  return seat.kind === "taken" ? seat.leave : null;
};

describe("seats", () => {
  it("count a person over all his sessions, and a token for itself", () => {
    const seats = new Seats(1, 100);
    expect(take(seats, user("a", "ada", "phone"))).not.toBeNull();
    expect(take(seats, user("a", "ada", "desk"))).toBeNull();
    expect(take(seats, user("a", null, "one"))).not.toBeNull();
    expect(take(seats, user("a", null, "other"))).not.toBeNull();
    expect(take(seats, user("a", null, "one"))).toBeNull();
  });

  it("of one tenant are of no concern to another, not even for the same person", () => {
    const seats = new Seats(1, 1);
    expect(take(seats, user("a", "ada"))).not.toBeNull();
    expect(take(seats, user("a", "ben"))).toBeNull();
    expect(take(seats, user("b", "ada"))).not.toBeNull();
  });

  it("that are refused take nothing, and say what to do", () => {
    const seats = new Seats(2, 3);
    const ada = [take(seats, user("a", "ada")), take(seats, user("a", "ada"))];
    const ben = take(seats, user("a", "ben"));
    expect(seats.take(user("a", "ada"))).toMatchObject({
      message: expect.stringMatching(/^This account has 2 live connections open already: close pages/),
    });
    expect(seats.take(user("a", "ben"))).toMatchObject({
      message: expect.stringMatching(/^Your company has 3 live connections open already: close pages/),
    });
    for (const leave of [...ada, ben]) leave?.();
    expect(seats.holders).toBe(0);
  });

  it("are never more than allowed and all free at the end, whoever comes and goes, also when he leaves twice", () => {
    const step = fc.record({ tenant: fc.constantFrom("a", "b"), who: fc.nat(3), leaves: fc.nat(20) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const seats = new Seats(3, 7);
        const open: { tenant: string; who: number; leave: () => void }[] = [];
        for (const { tenant, who, leaves } of steps) {
          const gone = open[leaves];
          if (gone) {
            open.splice(leaves, 1);
            gone.leave();
            gone.leave();
          }
          const leave = take(seats, user(tenant, String(who)));
          const ofTenant = open.filter((one) => one.tenant === tenant);
          const ofPerson = ofTenant.filter((one) => one.who === who);
          expect(leave !== null).toBe(ofPerson.length < 3 && ofTenant.length < 7);
          if (leave) open.push({ tenant, who, leave });
        }
        for (const { leave } of open) leave();
        expect(seats.holders).toBe(0);
      }),
    );
  });
});
