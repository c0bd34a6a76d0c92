import { sql } from "drizzle-orm";
import { timestamp, uuid } from "drizzle-orm/pg-core";

/** A moment, millisecond precision, as every wire time has. */
export const moment = () => timestamp({ withTimezone: true, precision: 3, mode: "date" });

export const tenantId = () => uuid().notNull();

export const createdAt = () => moment().notNull().default(sql`now()`);
