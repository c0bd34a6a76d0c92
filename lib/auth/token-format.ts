import { createHash, randomBytes } from "node:crypto";

const shape = /^trk_[\w-]{43}$/;

/** Every token of ours in a longer text: where one must never be shown. */
export const tokensInText = /trk_[\w-]{43}/g;

/** A new token of an API client or a device: `trk_` and 32 random bytes, so that scanners of leaked secrets can tell it. */
export function newToken(): string {
  return `trk_${randomBytes(32).toString("base64url")}`;
}

/** Whether this can be one of ours at all; anything else need not reach the database. */
export function isTokenShaped(text: string): boolean {
  return shape.test(text);
}

/** What is stored: SHA-256 in hex. A plain hash suffices, because the token is 256 random bits. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
