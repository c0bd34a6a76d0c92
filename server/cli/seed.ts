import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { hashPassword } from "@/lib/auth/password";
import { closePools, sql } from "@/lib/db/client";
import { randomAddress } from "@/lib/demo-city/address";
import { DEMO_CITY_SEED, generateCity } from "@/lib/demo-city/generate-city";
import { seededRandom } from "@/lib/demo-city/random";
import { env } from "@/lib/env";
import { demoCompanies } from "./seed/companies";
import { type CompanyFile, writeCompany } from "./seed/write-company";

const DEMO_PASSWORD = "truckroll-demo";

/**
 * Writes the demo companies into an empty database, and what their phones need into `demo.json`. Does nothing where
 * any company exists: a real one is never mixed with made-up ones.
 */
async function seed(): Promise<void> {
  const [found] = await sql()<{ count: number }[]>`select count(*)::int as count from lookup_tenant_ids()`;
  if (found && found.count > 0) return;
  const city = generateCity(DEMO_CITY_SEED);
  const random = seededRandom(DEMO_CITY_SEED);
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const companies: CompanyFile[] = [];
  for (const company of demoCompanies) {
    const homes = company.technicians.map(() => randomAddress(city, random).point);
    companies.push(
      await writeCompany(company, { seed: city.seed, center: city.center, homes }, passwordHash),
    );
  }
  keep(path.resolve(env().DATA_DIR, "demo.json"), { city_seed: city.seed, tenants: companies });
}

/** The file holds tokens: only its owner may read it, and it is there whole or not at all. */
function keep(file: string, content: unknown): void {
  if (!existsSync(path.dirname(file))) mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(content, null, 2), { mode: 0o600 });
  renameSync(draft, file);
}

try {
  await seed();
  await closePools();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
