import { apiTokens, users } from "@/drizzle/schema/auth";
import { technicians } from "@/drizzle/schema/technicians";
import { eventCounters, numberCounters, tenants } from "@/drizzle/schema/tenants";
import { hashToken, newToken } from "@/lib/auth/token-format";
import type { Role } from "@/lib/auth/types";
import { inTenant, type Work } from "@/lib/db/transaction";
import type { LatLng } from "@/lib/geo/types";
import { newId } from "@/lib/id";
import type { Behaviour, DemoCompany } from "./companies";

/** First job and technician numbers look like those of a company that has been at work for a while. */
const FIRST_JOB_NUMBER = 1000;

/** What the simulator needs to know of one company (demo.json). */
export interface CompanyFile {
  readonly slug: string;
  readonly name: string;
  readonly office_token: string;
  readonly technicians: readonly {
    readonly id: string;
    readonly full_name: string;
    readonly token: string;
    readonly home: LatLng;
    readonly behaviour: Behaviour;
  }[];
}

export interface Town {
  readonly seed: number;
  readonly center: LatLng;
  readonly homes: readonly LatLng[];
}

/** Writes a company with its people, all with one password, and hands out the tokens of its phones and office. */
export async function writeCompany(
  company: DemoCompany,
  town: Town,
  passwordHash: string,
): Promise<CompanyFile> {
  const tenantId = newId();
  return inTenant(tenantId, async (unit) => {
    await unit.tx.insert(tenants).values({
      id: tenantId,
      slug: company.slug,
      name: company.name,
      timeZone: "Africa/Lagos",
      mapStyle: "city",
      mapLat: town.center.lat,
      mapLng: town.center.lng,
      mapZoom: 13,
      citySeed: town.seed,
      startModesByType: { survey: "timed" },
    });
    await unit.tx.insert(eventCounters).values({ tenantId });
    await unit.tx.insert(numberCounters).values([
      { tenantId, kind: "job", last: FIRST_JOB_NUMBER },
      { tenantId, kind: "technician", last: company.technicians.length },
    ]);
    for (const person of company.staff) {
      await addUser(
        unit,
        { ...person, email: `${person.email}@${company.emailDomain}`, technicianId: null },
        passwordHash,
      );
    }
    const office = await addToken(unit, "Demo office", "admin", null);
    const crew = [];
    for (const [index, person] of company.technicians.entries()) {
      const id = newId();
      const home = town.homes[index % town.homes.length] ?? town.center;
      const email = `tech${index + 1}@${company.emailDomain}`;
      await unit.tx.insert(technicians).values({
        tenantId,
        id,
        number: index + 1,
        fullName: person.fullName,
        email,
        phone: `+234 800 555 ${String(index + 1).padStart(4, "0")}`,
        skills: [...person.skills],
        vehicleLabel: person.vehicle,
        homeLat: home.lat,
        homeLng: home.lng,
      });
      await addUser(
        unit,
        { email, fullName: person.fullName, role: "technician", technicianId: id },
        passwordHash,
      );
      const token = await addToken(unit, `Phone of ${person.fullName}`, "technician", id);
      crew.push({ id, full_name: person.fullName, token, home, behaviour: person.behaviour });
    }
    return { slug: company.slug, name: company.name, office_token: office, technicians: crew };
  });
}

async function addUser(
  { tx, tenantId }: Work,
  user: { email: string; fullName: string; role: Role; technicianId: string | null },
  passwordHash: string,
): Promise<void> {
  await tx.insert(users).values({ tenantId, id: newId(), ...user, passwordHash });
}

async function addToken(
  { tx, tenantId }: Work,
  label: string,
  role: Role,
  technicianId: string | null,
): Promise<string> {
  const token = newToken();
  await tx
    .insert(apiTokens)
    .values({ tenantId, id: newId(), label, hash: hashToken(token), role, scopes: ["*"], technicianId });
  return token;
}
