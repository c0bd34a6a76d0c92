import { keyOf, type TechnicianKey } from "./technician-key";

/** What a sender calls one of its fixes. */
export interface Receipt extends TechnicianKey {
  readonly clientId: string;
}

export function receiptKey(receipt: Receipt): string {
  return `${keyOf(receipt)}/${receipt.clientId}`;
}
