import { sql } from "@/lib/db/client";
import { log } from "@/lib/log";

/**
 * A position on its way between nodes: the technician's number, latitude, longitude, epoch ms of the fix, accuracy m,
 * speed m/s, heading °, battery %. Unrounded: clients that want named objects get exactly what the phone sent.
 */
export type MovedPosition = readonly [
  number: number,
  lat: number,
  lng: number,
  at: number,
  accuracy: number | null,
  speed: number | null,
  heading: number | null,
  battery: number | null,
];

/** "Tenant X is at number N", with the positions that changed. A lost hint delays, it never loses: readers also poll. */
export interface Hint {
  readonly tenantId: string;
  /** Number of the tenant's last event; 0 when only positions changed. */
  readonly seq: number;
  readonly positions: readonly MovedPosition[];
}

export const CHANNEL = "truckroll";

/** NOTIFY refuses 8,000 bytes and more. */
const MAX_BYTES = 7_500;

/** Splits a hint so that every part fits a notification; positions of one technician stay in order. */
export function packHint(hint: Hint): string[] {
  const head = JSON.stringify([hint.tenantId, hint.seq]).slice(0, -1);
  const messages: string[] = [];
  let body = "";
  for (const position of hint.positions) {
    const text = JSON.stringify(position);
    if (body !== "" && head.length + body.length + text.length + 4 > MAX_BYTES) {
      messages.push(`${head},[${body}]]`);
      body = "";
    }
    body += body === "" ? text : `,${text}`;
  }
  messages.push(`${head},[${body}]]`);
  return messages;
}

export function unpackHint(message: string): Hint {
  const [tenantId, seq, positions] = JSON.parse(message) as [string, number, MovedPosition[]];
  return { tenantId, seq, positions };
}

/**
 * Hints every node of the installation; call it after the commit. Never throws: what was committed must not look failed
 * because nobody could be told, and whoever was not told asks within a second.
 */
export async function announce(hints: readonly Hint[]): Promise<void> {
  const messages = hints.flatMap(packHint);
  if (messages.length === 0) return;
  try {
    await sql()`select pg_notify(${CHANNEL}, message) from unnest(${messages}::text[]) as message`;
  } catch (error) {
    log.warn({ error }, "a hint was not sent; readers will find what it spoke of in the log");
  }
}

/** Hears the hints of all nodes, this one's included. Reconnects by itself; `onReady` runs after each (re)connect. */
export async function listen(
  onHint: (hint: Hint) => void,
  onReady: () => void,
): Promise<() => Promise<void>> {
  const subscription = await sql().listen(CHANNEL, (message) => onHint(unpackHint(message)), onReady);
  return () => subscription.unlisten();
}
