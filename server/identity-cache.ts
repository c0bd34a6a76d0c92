import { type Credentials, identifyRequest } from "@/lib/auth/identify";
import type { Identity } from "@/lib/auth/types";
import { SharedLookups } from "./shared-lookups";

/** A revocation clears the cache at once; this bounds the harm of a lost one (ARCHITECTURE: who is it). */
const KEPT_MS = 5_000;
const MAX_ENTRIES = 5_000;
/** A header longer than this is looked up every time: it is no session of ours alone and would only fill the cache. */
const MAX_KEY_LENGTH = 4_096;

interface Entry {
  readonly identity: Identity;
  readonly until: number;
}

/**
 * Remembers for a moment who stands behind a credential: decoding a session for every fix would cost more than the
 * fix. The whole credential is the key, so nothing is remembered for anybody else.
 */
export class IdentityCache {
  private readonly entries = new Map<string, Entry>();
  private readonly lookups = new SharedLookups<Identity>();
  /** Grows with every revocation: what was looked up before one may name what it ended. */
  private revocations = 0;

  /** @throws AppError as `identifyRequest` does; refusals are never remembered */
  async identify(credentials: Credentials, now: number): Promise<Identity> {
    const { authorization, cookie, origin, method } = credentials;
    // A token is the same caller whatever the Origin; a cookie is not (`identifyRequest`).
    const key = authorization
      ? `token ${authorization}`
      : JSON.stringify([cookie ?? null, origin ?? null, method]);
    const known = this.entries.get(key);
    if (known && known.until > now) return known.identity;
    return this.lookups.ask(key, () => this.lookUp(key, credentials, now));
  }

  private async lookUp(key: string, credentials: Credentials, now: number): Promise<Identity> {
    const { revocations } = this;
    const identity = await identifyRequest(credentials);
    if (revocations !== this.revocations || key.length > MAX_KEY_LENGTH) return identity;
    if (this.entries.size >= MAX_ENTRIES) this.entries.clear();
    this.entries.set(key, { identity, until: now + KEPT_MS });
    return identity;
  }

  /** Forgets one credential, or all of them when it is not known which ended. */
  forget(credentialId: string | null): void {
    this.revocations += 1;
    this.lookups.forget();
    if (credentialId === null) {
      this.entries.clear();
      return;
    }
    for (const [key, { identity }] of this.entries) {
      if (identity.credentialId === credentialId) this.entries.delete(key);
    }
  }
}
