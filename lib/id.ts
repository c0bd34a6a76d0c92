import { randomFillSync } from "node:crypto";

/** Random bytes are fetched for many ids at once: the call costs more than the bytes. */
const ID_BYTES = 10;
const pool = Buffer.alloc(ID_BYTES * 256);
let used = pool.length;

/**
 * A UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, the rest random, so that keys grow with time.
 * @param now epoch milliseconds
 */
export function newId(now: number = Date.now()): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const time = Math.floor(now).toString(16).padStart(12, "0");
  const random = pool.toString("hex", used, used + ID_BYTES);
  const variant = ((pool[used + 2] ?? 0) & 0x3f) | 0x80;
  used += ID_BYTES;
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(1, 4)}-${variant.toString(16)}${random.slice(6, 8)}-${random.slice(8, 20)}`;
}

/**
 * Ids of one batch in rising order, so that rows of one moment keep the order they were made in.
 * @param count ids that will be asked for at most
 */
export function risingIds(count: number, now: number = Date.now()): () => string {
  const ids = Array.from({ length: count }, () => newId(now)).sort();
  let next = 0;
  return () => {
    const id = ids[next];
    if (id === undefined) throw new Error(`only ${count} ids were prepared`);
    next += 1;
    return id;
  };
}
