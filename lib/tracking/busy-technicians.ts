import { keyOf, type TechnicianKey } from "./technician-key";

const busy = new Map<string, number>();
let listener: (name: string, begins: boolean) => void = () => {};

/**
 * Notes, while `work` runs, that something long may hold this technician's row: his live fixes then wait in the
 * lane of bulk uploads instead of holding up everybody's. Only a hint for this process; the row lock is what counts.
 */
export async function whileBusy<T>(key: TechnicianKey, work: () => Promise<T>): Promise<T> {
  const name = keyOf(key);
  noteBusy(name, true);
  try {
    return await work();
  } finally {
    noteBusy(name, false);
  }
}

/** Notes that one more, or one less, works on him; `name` is his `keyOf`. */
export function noteBusy(name: string, begins: boolean): void {
  const count = (busy.get(name) ?? 0) + (begins ? 1 : -1);
  if (count <= 0) busy.delete(name);
  else busy.set(name, count);
  listener(name, begins);
}

/** Tells of every begin and end: another thread of this process must know of it too. */
export function onBusy(tell: (name: string, begins: boolean) => void): void {
  listener = tell;
}

export function isBusy(key: TechnicianKey): boolean {
  return busy.has(keyOf(key));
}
