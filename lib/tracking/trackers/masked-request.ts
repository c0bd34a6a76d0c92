import { maskSecrets, maskUrl } from "./mask-token";
import type { TrackerRequest } from "./types";

/** Enough to see what is wrong, and no way to fill the disk. UTF-16 units. */
const MAX_LENGTH = 4096;

export interface MaskedRequest {
  readonly method: string;
  readonly query: string;
  readonly contentType: string | null;
  readonly body: string;
  /** Whether query or body were longer than what is kept of them. */
  readonly cut: boolean;
}

/**
 * A quarantined request as it may be stored and shown: secrets hidden, cut, and without what Postgres cannot store.
 * @param secrets the device's token and passphrase in clear
 */
export function maskedRequest(request: TrackerRequest, secrets: readonly string[]): MaskedRequest {
  // Masked before it is cut: half a secret at the end would not be found.
  const body = maskSecrets(request.body, secrets);
  const query = maskUrl(`?${maskSecrets(request.query, secrets)}`).slice(1);
  return {
    method: storable(request.method.slice(0, 20)),
    query: storable(query.slice(0, MAX_LENGTH)),
    contentType:
      request.contentType === null ? null : storable(maskSecrets(request.contentType, secrets).slice(0, 200)),
    body: storable(body.slice(0, MAX_LENGTH)),
    cut: body.length > MAX_LENGTH || query.length > MAX_LENGTH,
  };
}

/** Half surrogate pairs and U+0000 become the replacement character. */
function storable(text: string): string {
  return text.replace(/\p{Surrogate}|\0/gu, "\ufffd");
}
