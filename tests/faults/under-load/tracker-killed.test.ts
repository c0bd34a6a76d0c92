import { expect, it } from "vitest";
import { anyFreePort } from "@/server/cli/ports.mjs";
import { freshDatabase } from "../../support/database";
import { makeTechnician, makeTenant, makeUser } from "../../support/fixtures";
import { runNode } from "../../support/run-node";
import { makeDevice, readDevice, type TestDevice, track } from "../../support/tracker-device";
import { until } from "../../support/until";

const database = freshDatabase();
const PHONES = 12;

/** What Traccar Client does: one fix after the other, each again until it is taken. Every tenth has a wrong clock. */
class Phone {
  taken = 0;
  readonly refusals = new Set<number>();
  private stopped = false;

  constructor(
    readonly device: TestDevice,
    private readonly url: string,
    private readonly from: number,
  ) {}

  async drive(): Promise<void> {
    while (!this.stopped) {
      const seconds = this.from + this.taken + (this.taken % 10 === 9 ? 1e6 : 0);
      const query = `id=1&lat=6.5&lon=3.4&accuracy=9&timestamp=${seconds}`;
      const status = await track(this.url, this.device, { query }).then(
        (reply) => reply.status,
        () => null,
      );
      if (status === 200) this.taken += 1;
      else if (status !== null && status !== 503) this.refusals.add(status);
    }
  }

  stop(): void {
    this.stopped = true;
  }
}

it("a server killed -9 twice under tracker apps keeps every fix it took, once, and never answers 4xx (LOC-5)", async () => {
  const tenant = await makeTenant();
  const dispatcher = await makeUser(tenant, "dispatcher");
  const port = await anyFreePort();
  let node = await runNode(port);
  const from = Math.floor(Date.now() / 1000) - 20_000;
  const phones = await Promise.all(
    Array.from({ length: PHONES }, async () => {
      const technician = await makeTechnician(tenant);
      return new Phone(await makeDevice(dispatcher, technician.id, "traccar"), node.url, from);
    }),
  );
  const driving = Promise.all(phones.map((phone) => phone.drive()));
  const taken = () => phones.reduce((sum, phone) => sum + phone.taken, 0);
  const loadIsOn = async () => {
    const already = taken();
    await until("the load is on", () => taken() > already + 300, 60_000);
  };
  for (let kills = 0; kills < 2; kills += 1) {
    await loadIsOn();
    await node.kill("SIGKILL");
    node = await runNode(port);
  }
  await loadIsOn();
  for (const phone of phones) phone.stop();
  await driving;

  for (const { device, taken: count, refusals } of phones) {
    const wrong = Math.floor(count / 10);
    const [kept] = await database.owner`
      select (select count(*)::int from fixes where technician_id = ${device.technicianId}) as stored,
             (select count(*)::int from quarantine where device_id = ${device.id}) as quarantined`;
    expect([[...refusals], kept?.stored]).toEqual([[], count - wrong]);
    // One that was quarantined and not answered any more came again.
    expect(kept?.quarantined).toBeGreaterThanOrEqual(wrong);
    expect(kept?.quarantined).toBeLessThanOrEqual(wrong + 2);
    const { counts } = await readDevice(dispatcher, device);
    expect(counts.quarantined).toBe(kept?.quarantined);
    expect(counts.stored + counts.duplicates).toBeGreaterThanOrEqual(count - wrong);
  }
  await node.kill("SIGTERM");
});
