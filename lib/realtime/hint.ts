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

/** NOTIFY refuses 8,000 bytes and more. */
const MAX_BYTES = 7_500;

/** Packs hints into as few messages as fit a notification; positions of one tenant stay in order. */
export function packHints(hints: readonly Hint[]): string[] {
  const messages: string[] = [];
  let body = "";
  for (const part of hints.flatMap(partsOf)) {
    if (body !== "" && body.length + part.length + 3 > MAX_BYTES) {
      messages.push(`[${body}]`);
      body = "";
    }
    body += body === "" ? part : `,${part}`;
  }
  if (body !== "") messages.push(`[${body}]`);
  return messages;
}

/** One hint as texts that fit each; every part says where the tenant is. */
function partsOf(hint: Hint): string[] {
  const head = JSON.stringify([hint.tenantId, hint.seq]).slice(0, -1);
  const parts: string[] = [];
  let body = "";
  for (const position of hint.positions) {
    const text = JSON.stringify(position);
    if (body !== "" && head.length + body.length + text.length + 6 > MAX_BYTES) {
      parts.push(`${head},[${body}]]`);
      body = "";
    }
    body += body === "" ? text : `,${text}`;
  }
  parts.push(`${head},[${body}]]`);
  return parts;
}

export function unpackHints(message: string): Hint[] {
  const parts = JSON.parse(message) as [string, number, MovedPosition[]][];
  return parts.map(([tenantId, seq, positions]) => ({ tenantId, seq, positions }));
}
