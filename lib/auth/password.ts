import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";

/**
 * scrypt with N = 2^15, r = 8, p = 3: 32 MiB a hash, one of the equivalent settings of the OWASP Password Storage
 * Cheat Sheet (2025). The parameters lie in every hash, so they can grow without breaking old ones.
 */
const current = { log2N: 15, r: 8, p: 3 };
const KEY_BYTES = 32;
const MAX_PASSWORD_LENGTH = 1000;

interface Parts {
  readonly log2N: number;
  readonly r: number;
  readonly p: number;
  readonly salt: Buffer;
  readonly key: Buffer;
}

/** Hashes a password for storage: `$scrypt$ln=15,r=8,p=3$salt$key`, base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, { ...current, salt, key: Buffer.alloc(KEY_BYTES) });
  const { log2N, r, p } = current;
  return `$scrypt$ln=${log2N},r=${r},p=${p}$${salt.toString("base64url")}$${key.toString("base64url")}`;
}

/**
 * Whether the password is the one behind the hash. Takes as long for a missing hash as for a wrong password, so that
 * an answer does not tell whether an account exists.
 * @param hash null when there is no such account, or it has no password
 */
export async function passwordMatches(password: string, hash: string | null): Promise<boolean> {
  const parts = hash === null ? null : parse(hash);
  const against = parts ?? { ...current, salt: Buffer.alloc(16), key: Buffer.alloc(KEY_BYTES) };
  const usable = password.length <= MAX_PASSWORD_LENGTH;
  const key = await derive(usable ? password : "", against);
  return timingSafeEqual(key, against.key) && usable && parts !== null;
}

/** True for a hash made with other parameters than today's; make a new one at the next sign-in. */
export function needsRehash(hash: string): boolean {
  const parts = parse(hash);
  return parts === null || parts.log2N !== current.log2N || parts.r !== current.r || parts.p !== current.p;
}

function parse(hash: string): Parts | null {
  const match = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]+)\$([\w-]+)$/.exec(hash);
  const [, log2N, r, p, salt, key] = match ?? [];
  if (!log2N || !r || !p || !salt || !key) return null;
  return {
    log2N: Number(log2N),
    r: Number(r),
    p: Number(p),
    salt: Buffer.from(salt, "base64url"),
    key: Buffer.from(key, "base64url"),
  };
}

function derive(password: string, { log2N, r, p, salt, key }: Parts): Promise<Buffer> {
  const N = 2 ** log2N;
  const options: ScryptOptions = { N, r, p, maxmem: 128 * N * r * 2 };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, key.length, options, (error, derived) =>
      error ? reject(error) : resolve(derived),
    );
  });
}
