/** One fix as the server takes it. */
export interface OutgoingFix {
  id: string;
  latitude: number;
  longitude: number;
  accuracy: number | null;
  speed: number | null;
  heading: number | null;
  altitude: number | null;
  battery: number | null;
  recorded_at: string;
}

/** Room for about three hours without network at a fix every 5 s; a browser's storage holds it many times over. */
export const OUTBOX_LIMIT = 2000;

type Shelf = Pick<Storage, "getItem" | "setItem">;

/**
 * Fixes that the server has not confirmed, oldest first, kept in memory and in the browser's storage. When it is
 * full the oldest goes, and is counted as lost.
 */
export class FixOutbox {
  readonly #shelf: Shelf | null;
  readonly #key: string;
  readonly #limit: number;
  #fixes: OutgoingFix[];
  #lost = 0;

  /** @param key names whose fixes these are; another person on the same phone never sends them */
  constructor(shelf: Shelf | null, key: string, limit = OUTBOX_LIMIT) {
    this.#shelf = shelf;
    this.#key = key;
    this.#limit = limit;
    this.#fixes = readShelf(shelf, key).slice(-limit);
  }

  get size(): number {
    return this.#fixes.length;
  }

  /** Fixes that had to go unsent since the page was opened. */
  get lost(): number {
    return this.#lost;
  }

  add(fix: OutgoingFix): void {
    this.#fixes.push(fix);
    if (this.#fixes.length > this.#limit) {
      this.#fixes.shift();
      this.#lost++;
    }
    this.#write();
  }

  /** The oldest ones, in order. */
  oldest(count: number): OutgoingFix[] {
    return this.#fixes.slice(0, count);
  }

  /** The server has these. */
  confirm(ids: readonly string[]): void {
    const confirmed = new Set(ids);
    this.#fixes = this.#fixes.filter((fix) => !confirmed.has(fix.id));
    this.#write();
  }

  #write(): void {
    try {
      this.#shelf?.setItem(this.#key, JSON.stringify(this.#fixes));
    } catch {
      // Storage full or forbidden: they stay in memory and go out as long as the page lives.
    }
  }
}

function readShelf(shelf: Shelf | null, key: string): OutgoingFix[] {
  try {
    const stored: unknown = JSON.parse(shelf?.getItem(key) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isFix) : [];
  } catch {
    return [];
  }
}

function isFix(value: unknown): value is OutgoingFix {
  return (
    typeof value === "object" &&
    value !== null &&
    "id" in value &&
    typeof value.id === "string" &&
    "latitude" in value &&
    typeof value.latitude === "number" &&
    "recorded_at" in value &&
    typeof value.recorded_at === "string"
  );
}
