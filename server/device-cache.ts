import { hashToken } from "@/lib/auth/token-format";
import { type KnownDevice, lookUpDevice } from "@/lib/tracking/queries/look-up-device";

/** A revocation clears the cache at once; this bounds the harm of a lost one. */
const KEPT_MS = 5_000;
const MAX_ENTRIES = 5_000;

interface Entry {
  /** Null: no device has this token. Tokens are random, so none comes to have it later. */
  readonly device: KnownDevice | null;
  readonly until: number;
}

/** Remembers for a moment whose a device token is: looking it up for every fix would cost as much as the fix. */
export class DeviceCache {
  private readonly entries = new Map<string, Entry>();
  /** Grows with every revocation: what was looked up before one may name what it ended. */
  private revocations = 0;

  /** What is remembered of a token; undefined when that is nothing. */
  recall(token: string, now: number): KnownDevice | null | undefined {
    const known = this.entries.get(token);
    return known !== undefined && known.until > now ? known.device : undefined;
  }

  /** @throws whatever the database throws */
  async find(token: string, now: number): Promise<KnownDevice | null> {
    const known = this.recall(token, now);
    if (known !== undefined) return known;
    const { revocations } = this;
    const device = await lookUpDevice(hashToken(token));
    if (revocations !== this.revocations) return device;
    if (this.entries.size >= MAX_ENTRIES) this.entries.clear();
    this.entries.set(token, { device, until: now + KEPT_MS });
    return device;
  }

  /** Forgets one device, or all of them when it is not known which was revoked. */
  forget(deviceId: string | null): void {
    this.revocations += 1;
    for (const [token, { device }] of this.entries) {
      if (deviceId === null || device?.id === deviceId) this.entries.delete(token);
    }
  }
}
