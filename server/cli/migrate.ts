import path from "node:path";
import { migrateDatabase } from "@/lib/db/migrate";

const url = process.env.DATABASE_URL;
if (!url) {
  console.error(
    "DATABASE_URL is not set: name the database to migrate, or use npm start, which brings its own.",
  );
  process.exit(2);
}
try {
  await migrateDatabase(url, path.resolve("drizzle/migrations"));
} catch (error) {
  console.error(
    `The database could not be brought up to date: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exit(1);
}
