import { xsalsa20poly1305 } from "@noble/ciphers/salsa.js";

const KEY_BYTES = 32;
const NONCE_BYTES = 24;
const TAG_BYTES = 16;

/**
 * The text inside an OwnTracks `encrypted` message: base64 of a 24-byte nonce and a NaCl secretbox.
 * @param data the Base64 text
 * @param passphrase cut or padded with zeros to 32 bytes of UTF-8
 * @returns null when the data is damaged or was sealed with another passphrase
 */
export function decryptPayload(data: string, passphrase: string): string | null {
  const bytes = bytesOfBase64(data);
  if (bytes === null || bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const key = new Uint8Array(KEY_BYTES);
  key.set(new TextEncoder().encode(passphrase).subarray(0, KEY_BYTES));
  const box = xsalsa20poly1305(key, bytes.subarray(0, NONCE_BYTES));
  try {
    return new TextDecoder().decode(box.decrypt(bytes.subarray(NONCE_BYTES)));
  } catch {
    return null;
  }
}

function bytesOfBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}
