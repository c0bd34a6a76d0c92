import { hashToken } from "@/lib/auth/token-format";
import { type KnownDevice, lookUpDevice } from "@/lib/tracking/queries/look-up-device";
import { SharedLookups } from "./shared-lookups";

/** A revocation clears the cache at once; this bounds the harm of a lost one. */
const KEPT_MS = 5_000;
const MAX_ENTRIES = 5_000;

interface Entry {
  readonly device: KnownDevice;
  readonly until: number;
}

/**
 * Remembers for a moment whose a device token is: looking it up for every fix would cost as much as the fix. Unknown tokens
 * are not remembered, or a stranger could push the known ones out.
 */
export class DeviceCache {
  private readonly entries = new Map<string, Entry>();
  private readonly lookups = new SharedLookups<KnownDevice | null>();
  /** Grows with every revocation: what was looked up before one may name what it ended. */
  private revocations = 0;

  /** The device as it is remembered; null when it is not. */
  recall(token: string, now: number): KnownDevice | null {
    const known = this.entries.get(token);
    return known !== undefined && known.until > now ? known.device : null;
  }

  /**
   * Looks a device up and remembers it.
   * @throws whatever the database throws
   */
  lookUp(token: string, now: number): Promise<KnownDevice | null> {
    return this.lookups.ask(token, () => this.read(token, now));
  }

  private async read(token: string, now: number): Promise<KnownDevice | null> {
    const { revocations } = this;
    const device = await lookUpDevice(hashToken(token));
    if (device === null || revocations !== this.revocations) return device;
    if (this.entries.size >= MAX_ENTRIES) this.entries.clear();
    this.entries.set(token, { device, until: now + KEPT_MS });
    return device;
  }

  /** Forgets one device, or all of them when it is not known which was revoked. */
  forget(deviceId: string | null): void {
    this.revocations += 1;
    this.lookups.forget();
    for (const [token, { device }] of this.entries) {
      if (deviceId === null || device.id === deviceId) this.entries.delete(token);
    }
  }
}
