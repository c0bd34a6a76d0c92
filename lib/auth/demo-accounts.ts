import { existsSync } from "node:fs";
import path from "node:path";
import { env } from "@/lib/env";
import { lookUpUser } from "./lookups";
import type { Role } from "./types";

/** Public, because the demo is a show-case: whoever seeds it makes these accounts with this password. */
export const demoPassword = "truckroll-demo";

const shown = [
  "dispatcher@demo.truckroll.test",
  "supervisor@demo.truckroll.test",
  "admin@demo.truckroll.test",
  "tech1@demo.truckroll.test",
  "tech2@demo.truckroll.test",
  "platform@demo.truckroll.test",
  "dispatcher@other.truckroll.test",
] as const;

/**
 * The accounts a visitor of the demo may use; null where no demo was seeded. The file the seed leaves says that this
 * database is a demo, so that a real installation never shows any, whatever accounts it has.
 */
export async function demoAccounts(): Promise<{ email: string; role: Role }[] | null> {
  const { SEED_DEMO, DATA_DIR } = env();
  if (SEED_DEMO === false || !existsSync(path.join(DATA_DIR, "demo.json"))) return null;
  const accounts: { email: string; role: Role }[] = [];
  for (const email of shown) {
    const user = await lookUpUser(email);
    if (user && !user.disabled) accounts.push({ email, role: user.role });
  }
  return accounts.length > 0 ? accounts : null;
}
