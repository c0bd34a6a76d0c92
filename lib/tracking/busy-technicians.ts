import { keyOf, type TechnicianKey } from "./technician-key";

const busy = new Map<string, number>();

/**
 * Notes, while `work` runs, that something long may hold this technician's row: his live fixes then wait in the
 * lane of bulk uploads instead of holding up everybody's. Only a hint for this process; the row lock is what counts.
 */
export async function whileBusy<T>(key: TechnicianKey, work: () => Promise<T>): Promise<T> {
  const name = keyOf(key);
  busy.set(name, (busy.get(name) ?? 0) + 1);
  try {
    return await work();
  } finally {
    const left = (busy.get(name) ?? 1) - 1;
    if (left === 0) busy.delete(name);
    else busy.set(name, left);
  }
}

export function isBusy(key: TechnicianKey): boolean {
  return busy.has(keyOf(key));
}
