import { setTimeout as pause } from "node:timers/promises";
import { createJob } from "@/lib/jobs/commands/create-job";
import { newJob } from "@/lib/jobs/schema";
import type { FixResultWire } from "@/lib/realtime/protocol";
import { eastOfSite } from "./fixes";
import { makeTechnician, PLACE, type TestTenant, type TestUser } from "./fixtures";
import { wireFix } from "./phone-wire";

/** One drive in ten minutes past a site, with a stop: long enough apart that each stop is a visit of its own. */
const CYCLE = [900, 500, 10, 20, 15, 400, 900, 900, 900, 900];
const STEP_MS = 60_000;

export interface FleetPhone {
  readonly technicianId: string;
  /** Fixes it made so far, in order; the id is its place in here. */
  readonly made: (ReturnType<typeof wireFix> & { readonly id: string })[];
  readonly acknowledged: Set<string>;
  /** Statuses of answers other than 2xx, and "no answer". */
  readonly refusals: string[];
}

/** Phones that drive by the clock of their own fixes and keep what was not acknowledged, as the tracker contract has it. */
export class Fleet {
  readonly phones: FleetPhone[] = [];
  private driving = true;
  private loops: Promise<void>[] = [];

  static async make(tenant: TestTenant, dispatcher: TestUser, size: number): Promise<Fleet> {
    const fleet = new Fleet();
    const from = fleet.from;
    for (let i = 0; i < size; i += 1) {
      const { id } = await makeTechnician(tenant, `Phone ${i}`);
      const job = newJob.parse({
        title: `Job ${i}`,
        ...PLACE,
        technician_id: id,
        window_start: new Date(from).toISOString(),
      });
      await createJob(dispatcher.identity, job, new Date());
      fleet.phones.push({ technicianId: id, made: [], acknowledged: new Set(), refusals: [] });
    }
    return fleet;
  }

  readonly from = Date.now() - 20 * 3_600_000;

  get acknowledged(): number {
    return this.phones.reduce((sum, phone) => sum + phone.acknowledged.size, 0);
  }

  get made(): number {
    return this.phones.reduce((sum, phone) => sum + phone.made.length, 0);
  }

  /** Each phone makes a fix every `everyMs` and sends what it has, one request at a time. */
  start(url: string, token: string, everyMs: number): void {
    this.loops = this.phones.map((phone, i) => this.run(phone, i, url, token, everyMs));
  }

  /** Makes no more fixes; resolves when everything made has been acknowledged. */
  async drain(): Promise<void> {
    this.driving = false;
    await Promise.all(this.loops);
  }

  private async run(phone: FleetPhone, number: number, url: string, token: string, everyMs: number) {
    let next = performance.now() + (number / this.phones.length) * everyMs;
    while (this.driving || phone.acknowledged.size < phone.made.length) {
      if (this.driving && performance.now() >= next) {
        phone.made.push(this.drive(number, phone.made.length));
        next += everyMs;
      }
      const waiting = phone.made.filter((fix) => !phone.acknowledged.has(fix.id)).slice(0, 100);
      if (waiting.length > 0 && !(await deliver(phone, url, token, waiting))) await pause(100);
      if (this.driving) await pause(Math.max(0, next - performance.now()));
    }
  }

  private drive(number: number, index: number) {
    const meters = CYCLE[(index + number) % CYCLE.length] ?? 900;
    const fix = wireFix(this.from + index * STEP_MS, eastOfSite(meters), { accuracy: 5 });
    return { ...fix, id: `${number}-${index}` };
  }
}

async function deliver(
  phone: FleetPhone,
  url: string,
  token: string,
  fixes: FleetPhone["made"],
): Promise<boolean> {
  try {
    const response = await fetch(`${url}/api/v1/field-service/technicians/${phone.technicianId}/locations`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ fixes }),
    });
    const answer = (await response.json()) as { results?: FixResultWire[] };
    if (!response.ok) {
      phone.refusals.push(`${response.status}${response.headers.has("retry-after") ? " retry" : ""}`);
      return false;
    }
    fixes.forEach((fix, i) => {
      if (answer.results?.[i]?.accepted) phone.acknowledged.add(fix.id);
    });
    return true;
  } catch {
    phone.refusals.push("no answer");
    return false;
  }
}
