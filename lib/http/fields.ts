import { z } from "zod";
import { AppError } from "@/lib/errors";

const YEAR_MS = 365.25 * 86_400_000;

/** Path with one id. */
export const idParams = z.object({ id: z.uuid().toLowerCase() });

/** Any UUID in a body or query, in the one spelling the database uses. */
export const uuid = z.uuid().toLowerCase();

/** A time on the wire: ISO 8601 with its zone, between 2000 and five years from now. */
export const moment = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .refine((at) => at.getTime() >= Date.UTC(2000) && at.getTime() <= Date.now() + 5 * YEAR_MS, {
    message: "has to lie between the year 2000 and five years from now",
  });

/** Text for people: trimmed, not empty, without control characters other than line breaks and tabs. */
export const words = (maxLength: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maxLength)
    .refine((text) => /^[^\p{Cc}]*$/u.test(text.replace(/[\n\r\t]/g, "")), {
      message: "holds control characters",
      params: { malformed: true },
    });

export const latitude = z.number().min(-90).max(90);
export const longitude = z.number().min(-180).max(180);

/** `limit` of a list; lists never return everything. */
export const limit = (most: number, usual: number) =>
  z.coerce.number<string>().int().min(1).max(most).default(usual);

/** Several values of one kind, separated by commas. */
export const commaList = <T extends string>(values: readonly [T, ...T[]]) =>
  z
    .string()
    .transform((text) => text.split(",").map((part) => part.trim()))
    .pipe(
      z
        .array(z.enum(values))
        .min(1)
        .max(values.length * 2),
    );

/**
 * Packs the sort key of the last row of a page. Opaque to callers, so that the order behind it may change.
 */
export function encodeCursor(key: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

/**
 * @param shape what the key of this list looks like
 * @throws AppError malformed for anything `encodeCursor` did not make for the same list
 */
export function decodeCursor<T>(cursor: string, shape: z.ZodType<T>): T {
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    key = null;
  }
  const result = shape.safeParse(key);
  if (result.success) return result.data;
  throw new AppError("malformed", "cursor has to be the next_cursor of an earlier answer.", {
    field: "cursor",
  });
}

/** One page of a list whose query asked for one row more than it shows. */
export function page<Row, Item>(
  rows: readonly Row[],
  size: number,
  toItem: (row: Row) => Item,
  keyOf: (row: Row) => readonly (string | number)[],
): { items: Item[]; next_cursor: string | null } {
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    next_cursor: rows.length > size && last !== undefined ? encodeCursor(keyOf(last)) : null,
  };
}
