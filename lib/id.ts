import { randomFillSync } from "node:crypto";

const buffer = Buffer.alloc(10);

/**
 * A UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, the rest random, so that keys grow with time.
 * @param now epoch milliseconds
 */
export function newId(now: number = Date.now()): string {
  randomFillSync(buffer);
  const time = Math.floor(now).toString(16).padStart(12, "0");
  const random = buffer.toString("hex");
  const variant = ((buffer[2] ?? 0) & 0x3f) | 0x80;
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(1, 4)}-${variant.toString(16)}${random.slice(6, 8)}-${random.slice(8, 20)}`;
}
