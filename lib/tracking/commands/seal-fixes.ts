import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import type { TransactionSql } from "postgres";
import { arrayLiteral } from "@/lib/db/array-literal";
import { env } from "@/lib/env";
import { SEALED_MS } from "../reach";
import type { IncomingFix } from "../schema";
import { keyOf, type TechnicianKey } from "../technician-key";

/** A fix from outside of every shift. */
export interface UntrackedFix extends TechnicianKey {
  readonly incoming: IncomingFix;
}

const ALGORITHM = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

interface Keys {
  readonly secret: string;
  readonly content: Buffer;
  readonly mark: Buffer;
}

let kept: Keys | undefined;

/** Two keys of the installation's own secret, which is not in the database. */
function keys(): Keys {
  const secret = env().TRUCKROLL_AUTH_SECRET;
  if (kept?.secret !== secret) {
    const derive = (purpose: string) => Buffer.from(hkdfSync("sha256", secret, "", purpose, 32));
    kept = {
      secret,
      content: derive("truckroll sealed fixes: content"),
      mark: derive("truckroll sealed fixes: mark"),
    };
  }
  return kept;
}

/** Makes a fix unreadable for everybody but `unseal`, and for every other technician. */
export function seal({ incoming, ...key }: UntrackedFix): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, keys().content, iv).setAAD(Buffer.from(keyOf(key)));
  const content = Buffer.concat([cipher.update(JSON.stringify(incoming), "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), content]).toString("base64");
}

/** @returns null for what was not sealed here, for this technician, or was changed since */
export function unseal(key: TechnicianKey, ciphertext: string): IncomingFix | null {
  const bytes = Buffer.from(ciphertext, "base64");
  if (bytes.length < IV_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv(ALGORITHM, keys().content, bytes.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(Buffer.from(keyOf(key)))
    .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    const content = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
    return JSON.parse(Buffer.concat([content, decipher.final()]).toString("utf8")) as IncomingFix;
  } catch {
    return null;
  }
}

/** What tells the same fix sent again: its sender's id, else its time and place. */
function markOf({ incoming, ...key }: UntrackedFix): string {
  const { clientId, fix } = incoming;
  const same = clientId === null ? [fix.at, fix.point.lat, fix.point.lng] : [clientId];
  return createHmac("sha256", keys().mark)
    .update(JSON.stringify([keyOf(key), ...same]))
    .digest("base64url");
}

const sealText = `
  insert into sealed_fixes (tenant_id, technician_id, mark, recorded_at, ciphertext, expires_at)
  select tenant_id, technician_id, mark, to_timestamp(at / 1000), ciphertext, to_timestamp(expires / 1000)
  from unnest(($1::text)::uuid[], ($2::text)::uuid[], ($3::text)::text[], ($4::text)::float8[], ($5::text)::text[],
    ($6::text)::float8[]) as f(tenant_id, technician_id, mark, at, ciphertext, expires)
  on conflict do nothing`;

/**
 * Keeps fixes from outside of every shift unreadable until they are 12 h old: a shift that is started late has them
 * opened. Older ones leave nothing at all.
 * @param now epoch ms
 */
export async function sealFixes(
  client: TransactionSql,
  untracked: readonly UntrackedFix[],
  now: number,
): Promise<void> {
  const sealed = untracked.flatMap((one) => {
    const { at, receivedAt } = one.incoming.fix;
    const expiresAt = Math.min(at, receivedAt) + SEALED_MS;
    return expiresAt > now ? [{ ...one, at, expiresAt, mark: markOf(one), ciphertext: seal(one) }] : [];
  });
  if (sealed.length === 0) return;
  await client.unsafe(
    sealText,
    [
      arrayLiteral(sealed.map((one) => one.tenantId)),
      arrayLiteral(sealed.map((one) => one.technicianId)),
      arrayLiteral(sealed.map((one) => one.mark)),
      arrayLiteral(sealed.map((one) => one.at)),
      arrayLiteral(sealed.map((one) => one.ciphertext)),
      arrayLiteral(sealed.map((one) => one.expiresAt)),
    ],
    { prepare: true },
  );
}
