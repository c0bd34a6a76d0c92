import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

export interface ProtocolCase {
  readonly id: string;
  readonly protocol: string;
  readonly client: string;
  readonly request: {
    readonly method: string;
    readonly query: string | null;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | null;
  };
  readonly expect: {
    readonly outcome: string;
    readonly fixes: readonly ExpectedFix[];
    readonly device: string;
    readonly response_json?: unknown;
  };
}

export interface ExpectedFix {
  readonly lat: number;
  readonly lon: number;
  readonly time: string;
  readonly speed_mps: number | null;
  readonly accuracy_m: number | null;
  readonly battery_pct: number | null;
  readonly altitude_m: number | null;
  readonly bearing_deg: number | null;
  readonly charging?: boolean;
}

const file = path.resolve(import.meta.dirname, "../../../shared/protocol-cases.json");

/** Said by tests that skip because the cases are not on this machine. */
export const protocolCasesMissing = `No tracker requests at ${file}: protocol cases skipped.`;

/** Requests of real tracker apps with what they mean, or null where they are absent. */
export function loadProtocolCases(): readonly ProtocolCase[] | null {
  if (!existsSync(file)) return null;
  return (JSON.parse(readFileSync(file, "utf8")) as { cases: readonly ProtocolCase[] }).cases;
}
