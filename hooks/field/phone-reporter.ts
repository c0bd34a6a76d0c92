import { ApiError } from "@/lib/http/client";
import type { PhonePage } from "@/lib/tracking/phone-page/phone-page";
import type { SentReport } from "@/lib/tracking/phone-page/schema";
import type { PageState } from "@/lib/tracking/phone-page/types";

/** What the page knows of itself and of the phone; `fixAt` is epoch ms of the phone's clock. */
export interface PageFacts
  extends Pick<
    PhonePage,
    | "sharing"
    | "permission"
    | "fixAt"
    | "waiting"
    | "refusal"
    | "verdict"
    | "wakeLock"
    | "battery"
    | "charging"
  > {
  readonly isOnline: boolean;
}

interface Ports {
  /** @param outlives the page may be gone before the answer comes */
  send: (report: SentReport, outlives: boolean) => Promise<unknown>;
  now: () => number;
  wait: (ms: number, wake: () => void) => () => void;
}

/** The page is heard of at least so often, milliseconds. */
export const HEARTBEAT_MS = 60_000;
/** After a report that did not get through. */
const AGAIN_MS = 15_000;
/** What changes together is said together. */
const GATHER_MS = 1_000;
/** Without a fix for this long the phone does not know where it is. */
const LOST_MS = 60_000;

/**
 * Tells the office how the phone page is (LOC-13): at once when it is no longer looked at, soon when something else changed
 * that explains a silence, and once a minute. Nothing is queued: only how it is now matters, and how long there was no network.
 */
export class PhoneReporter {
  readonly #pageId: string;
  readonly #ports: Ports;
  #facts: PageFacts | null = null;
  #state: PageState;
  #number = 0;
  #told: string | null = null;
  #cancelWait: (() => void) | null = null;
  #isGathering = false;
  #isStopped = false;
  #outageFrom: number | null = null;
  #outage: { from: number; until: number } | null = null;

  /** @param pageId names this opened page among all of this technician's */
  constructor(pageId: string, state: PageState, ports: Ports) {
    this.#pageId = pageId;
    this.#state = state;
    this.#ports = ports;
  }

  /** How things are; says so when that is news. */
  update(facts: PageFacts): void {
    this.#facts = facts;
    if (!facts.isOnline) this.#outageFrom ??= this.#ports.now();
    if (this.#isGathering || this.#said() === this.#told) return;
    this.#isGathering = true;
    this.#wait(GATHER_MS);
  }

  /** Whether the page is looked at; a browser may stop it right after it is not. */
  look(state: PageState): void {
    // A page that goes away is hidden once more after its last moment.
    if (state === this.#state || (this.#state === "closed" && state === "hidden")) return;
    this.#state = state;
    this.#report();
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelWait?.();
  }

  #wait(ms: number): void {
    this.#cancelWait?.();
    if (!this.#isStopped) this.#cancelWait = this.#ports.wait(ms, () => this.#report());
  }

  #report(): void {
    const facts = this.#facts;
    this.#isGathering = false;
    if (facts === null || this.#isStopped) return;
    this.#told = this.#said();
    this.#wait(HEARTBEAT_MS);
    this.#number += 1;
    this.#ports.send(this.#outgoing(facts), this.#state !== "visible").then(
      () => this.#gotThrough(),
      (error) => this.#failed(error),
    );
  }

  #failed(error: unknown): void {
    const status = error instanceof ApiError ? error.status : 0;
    if (status === 401 || status === 403 || status === 404) this.stop();
    if (status === 0) this.#outageFrom ??= this.#ports.now();
    // What the server does not understand it will not understand any sooner.
    if (status === 0 || status >= 500) this.#wait(AGAIN_MS);
  }

  /** The network is back: that there was none is known to nobody else. */
  #gotThrough(): void {
    if (this.#outageFrom === null) return;
    this.#outage = { from: this.#outageFrom, until: this.#ports.now() };
    this.#outageFrom = null;
    this.#report();
  }

  /** What is worth a report of its own. */
  #said(): string {
    const facts = this.#facts;
    if (facts === null) return "";
    const { sharing, permission, refusal, verdict, wakeLock, isOnline, fixAt } = facts;
    const hasPlace = fixAt !== null && this.#ports.now() - fixAt < LOST_MS;
    return JSON.stringify([this.#state, sharing, permission, refusal, verdict, wakeLock, isOnline, hasPlace]);
  }

  #outgoing(facts: PageFacts): SentReport {
    const now = this.#ports.now();
    const age = (at: number) => Math.max(0, (now - at) / 1000);
    return {
      page_id: this.#pageId,
      number: this.#number,
      state: this.#state,
      sharing: facts.sharing,
      permission: facts.permission,
      fix_age_seconds: facts.fixAt === null ? null : age(facts.fixAt),
      waiting: facts.waiting,
      refusal: facts.refusal,
      verdict: facts.verdict,
      wake_lock: facts.wakeLock,
      battery: facts.battery,
      charging: facts.charging,
      outage: this.#outage && {
        from_age_seconds: age(this.#outage.from),
        until_age_seconds: age(this.#outage.until),
      },
      sent_at: new Date(now).toISOString(),
    };
  }
}
